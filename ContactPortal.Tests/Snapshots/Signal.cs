using System.Threading.Channels;

namespace ContactPortal.Tests.Snapshots;

/// <summary>Counts occurrences, and lets a test wait for the next one.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> times = Channel.CreateUnbounded<bool>();
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Set()
    {
        Interlocked.Increment(ref count);
        times.Writer.TryWrite(true);
    }

    /// <summary>Completes once for each call of <see cref="Set"/>; fails after 30 s without one.</summary>
    public Task WaitAsync() => times.Reader.ReadAsync().AsTask().WaitAsync(Timeout, TestContext.Current.CancellationToken);

    /// <summary>Completes when the condition holds; checks it again after each call of <see cref="Set"/>.</summary>
    public async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
            await WaitAsync();
    }
}
