using System.Diagnostics;

namespace ContactPortal.Tests.Rights;

/// <summary>A <see cref="ConcurrentDismissal"/> as a process of its own.</summary>
internal sealed class ConcurrentDismissalProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> complaint;

    public ConcurrentDismissalProcess(string database, Guid who, Guid whom, IEnumerable<string> manner)
    {
        string[] arguments = [ConcurrentDismissal.Command, database, $"{who}", $"{whom}", .. manner];
        process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ContactPortal.Tests"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        complaint = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Tells it to go on.</summary>
    public void GoOn()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
    }

    /// <summary>What it says next.</summary>
    public async Task<string> HearAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken)
        ?? throw new InvalidOperationException($"The process ended by itself: {await complaint}");

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
