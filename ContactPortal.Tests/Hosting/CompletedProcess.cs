using System.Diagnostics;

namespace ContactPortal.Tests.Hosting;

/// <summary>A program that does one thing and ends.</summary>
internal static class CompletedProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs it; says its exit code, and all that it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var run = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        try
        {
            var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(patience.Token), run.StandardError.ReadToEndAsync(patience.Token));
            await run.WaitForExitAsync(patience.Token);
            return (run.ExitCode, string.Concat(said));
        }
        finally
        {
            run.Kill();
        }
    }
}
