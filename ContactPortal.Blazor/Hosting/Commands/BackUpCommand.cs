using System.CommandLine;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Writes a full copy of the database to a new file; the portal may be running.</summary>
internal sealed class BackUpCommand : PortalCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "The file to write; one that exists is never replaced." };

    public BackUpCommand() : base(
        "backup",
        "Copies a SQLite database to a new file while the portal runs. PostgreSQL has its own means, see docs/operation.md.") =>
        Arguments.Add(file);

    public override async Task<int> RunAsync(WebApplication app, ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(file);
        await app.Services.GetRequiredService<PortalDatabase>().BackUpAsync(Path.GetFullPath(name), cancellationToken);
        await Console.Out.WriteLineAsync($"The database is copied to {name}.");
        return SuccessExitCode;
    }
}
