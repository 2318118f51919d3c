using System.Diagnostics;

namespace ContactPortal.Tests.Rights;

/// <summary>Runs a <see cref="ConcurrentDismissal"/> in a separate process.</summary>
internal sealed class ConcurrentDismissalProcess : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> errorOutput;

    public ConcurrentDismissalProcess(string database, Guid who, Guid whom, IEnumerable<string> options)
    {
        string[] arguments = [ConcurrentDismissal.Command, database, $"{who}", $"{whom}", .. options];
        process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ContactPortal.Tests"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        errorOutput = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Sends a line, which starts the next step.</summary>
    public void SendLine()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
    }

    /// <summary>Reads the next line of its output, for at most two minutes.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Timeout, cancellationToken)
        ?? throw new InvalidOperationException($"The process ended by itself: {await errorOutput}");

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
