using ContactPortal.Domain.Messaging;

namespace ContactPortal.Tests.Live;

public sealed class SignalCoalescerTests
{
    private readonly SignalCoalescer signals = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Signals_BeforeTheWorkBegins_AreCoalesced()
    {
        Assert.Equal([true, false, false], [signals.Signal(), signals.Signal(), signals.Signal()]);
        Assert.True(signals.IsPending);
        signals.Begin();
        Assert.False(signals.IsPending);
    }

    [Fact]
    public void Signal_DuringTheWork_RequestsAnotherRun()
    {
        signals.Signal();
        signals.Begin();
        Assert.True(signals.Signal());
        Assert.True(signals.IsPending);
    }

    [Fact]
    public async Task Worker_WithASignalPending_ContinuesAtOnceAndOnce()
    {
        signals.Signal();
        signals.Signal();
        await signals.WaitAsync(CancellationToken);
        Assert.False(signals.WaitAsync(CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task WaitingWorker_ContinuesWithEachSignal()
    {
        for (var i = 0; i < 3; i++)
        {
            var waiting = signals.WaitAsync(CancellationToken);
            Assert.False(waiting.IsCompleted);
            signals.Signal();
            await waiting;
            Assert.False(signals.IsPending);
        }
    }

    [Fact]
    public async Task CancelledWorker_StopsWaiting()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = signals.WaitAsync(stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task SignalsOfManyThreads_AreNotLost()
    {
        const int each = 2_000;
        var done = 0;
        var working = Task.Run(
            async () =>
            {
                while (Volatile.Read(ref done) < 4)
                    await signals.WaitAsync(CancellationToken);
            },
            CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SignalMany, CancellationToken)));
        await working.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken);

        void SignalMany()
        {
            for (var i = 0; i < each; i++)
                signals.Signal();
            Interlocked.Increment(ref done);
            signals.Signal();
        }
    }
}
