using System.CommandLine;

namespace ContactPortal.Blazor.Hosting;

/// <summary>A command that the program runs instead of serving pages.</summary>
/// <param name="name">The name, as it is typed.</param>
/// <param name="description">What it does, for its help.</param>
internal abstract class PortalCommand(string name, string description) : Command(name, description)
{
    protected const int SuccessExitCode = 0;
    protected const int FailedExitCode = 1;

    /// <summary>
    /// Runs the command; returns its exit code, 0 or 1. A failure that <see cref="StartFailure"/> knows is explained by its message.
    /// </summary>
    public abstract Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken);
}
