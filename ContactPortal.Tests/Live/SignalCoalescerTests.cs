using ContactPortal.Domain.Messaging;

namespace ContactPortal.Tests.Live;

public sealed class SignalCoalescerTests
{
    private readonly SignalCoalescer signals = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Signals_BeforeTheWorkBegins_AreOnePieceOfWork()
    {
        Assert.Equal([true, false, false], [signals.Signal(), signals.Signal(), signals.Signal()]);
        Assert.True(signals.IsPending);
        signals.Begin();
        Assert.False(signals.IsPending);
    }

    [Fact]
    public void Signal_DuringTheWork_AsksForAnotherOne()
    {
        signals.Signal();
        signals.Begin();
        Assert.True(signals.Signal());
        Assert.True(signals.IsPending);
    }

    [Fact]
    public async Task Worker_WithASignalWaiting_GoesOnAtOnceAndOnce()
    {
        signals.Signal();
        signals.Signal();
        await signals.WaitAsync(CancellationToken);
        Assert.False(signals.WaitAsync(CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task Worker_ThatWaits_GoesOnWithTheNextSignal_EachTime()
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
    public async Task Worker_ThatIsStopped_WaitsNoLonger()
    {
        using var over = new CancellationTokenSource();
        var waiting = signals.WaitAsync(over.Token);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task SignalsOfManyThreads_MissNoWorker()
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
