using System.Diagnostics;

namespace ContactPortal.Tests.Hosting;

/// <summary>A program that does one thing and ends.</summary>
internal static class CompletedProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Runs it; says its exit code, and all that it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var run = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(timeout.Token), run.StandardError.ReadToEndAsync(timeout.Token));
            await run.WaitForExitAsync(timeout.Token);
            return (run.ExitCode, string.Concat(said));
        }
        finally
        {
            run.Kill();
        }
    }
}
