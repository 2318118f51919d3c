using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Snapshots;

namespace ContactPortal.Tests.Storage;

public sealed class DatabaseAvailabilityTests : IDisposable
{
    private readonly FakeSnapshotLoader source = new();
    private readonly DatabaseAvailability availability = new();
    private readonly SnapshotCache snapshotCache;
    private int turns;

    public DatabaseAvailabilityTests()
    {
        snapshotCache = new(source, new(), new(), availability, new ErrorLog());
        availability.Subscribe(() => turns++);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => snapshotCache.Dispose();

    [Fact]
    public async Task DatabaseThatIsAway_Swept_IsLostUntilItAnswers_AndEachTurnIsToldOnce()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.True(availability.IsAvailable);
        await FailsAsync();
        await FailsAsync();
        Assert.Equal((false, 1), (availability.IsAvailable, turns));
        source.Answering = Task.CompletedTask;
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        Assert.Equal((true, 2), (availability.IsAvailable, turns));
    }

    [Fact]
    public async Task QuestionThatHung_FailsAfterALaterOneWasAnswered_SaysNothing()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var line = new TaskCompletionSource();
        source.Answering = line.Task;
        var hanging = snapshotCache.RefreshStaleAsync(CancellationToken);
        source.Answering = Task.CompletedTask;
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        line.SetException(new IOException("The line was dead."));
        await Assert.ThrowsAsync<IOException>(() => hanging);
        Assert.Equal((true, 0), (availability.IsAvailable, turns));
    }

    [Fact]
    public async Task Question_GivenUp_SaysNothing()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        source.Answering = Task.FromCanceled(new(canceled: true));
        await Assert.ThrowsAsync<TaskCanceledException>(() => snapshotCache.RefreshStaleAsync(CancellationToken));
        Assert.True(availability.IsAvailable);
    }

    [Fact]
    public async Task Watcher_Disposed_IsToldNoMore()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var heard = 0;
        availability.Subscribe(() => heard++).Dispose();
        await FailsAsync();
        Assert.Equal((1, 0), (turns, heard));
    }

    private async Task FailsAsync()
    {
        source.Answering = Task.FromException(new IOException("The database is away."));
        await Assert.ThrowsAsync<IOException>(() => snapshotCache.RefreshStaleAsync(CancellationToken));
    }
}
