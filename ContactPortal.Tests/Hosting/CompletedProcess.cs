using System.Diagnostics;

namespace ContactPortal.Tests.Hosting;

/// <summary>Runs a program until it exits.</summary>
internal static class CompletedProcess
{
    // Only against a process that hangs.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Runs it; returns its exit code and its output, standard error included. Killed after 5 minutes.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var run = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var output = await Task.WhenAll(
                run.StandardOutput.ReadToEndAsync(timeout.Token), run.StandardError.ReadToEndAsync(timeout.Token));
            await run.WaitForExitAsync(timeout.Token);
            return (run.ExitCode, string.Concat(output));
        }
        finally
        {
            run.Kill();
        }
    }
}
