using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Snapshots;

namespace ContactPortal.Tests.Storage;

public sealed class DatabaseAvailabilityTests : IDisposable
{
    private readonly FakeSnapshotLoader source = new();
    private readonly DatabaseAvailability availability = new();
    private readonly SnapshotCache snapshotCache;
    private int transitions;

    public DatabaseAvailabilityTests()
    {
        snapshotCache = new(source, new(), new(), availability, new ErrorLog());
        availability.Subscribe(() => transitions++);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => snapshotCache.Dispose();

    [Fact]
    public async Task UnavailableDatabase_Refreshed_IsUnavailableUntilItAnswers_AndEachTransitionIsPublishedOnce()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.True(availability.IsAvailable);
        await FailsAsync();
        await FailsAsync();
        Assert.Equal((false, 1), (availability.IsAvailable, transitions));
        source.Answering = Task.CompletedTask;
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        Assert.Equal((true, 2), (availability.IsAvailable, transitions));
    }

    [Fact]
    public async Task HungQuery_FailsAfterALaterOneSucceeded_ChangesNothing()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var query = new TaskCompletionSource();
        source.Answering = query.Task;
        var hanging = snapshotCache.RefreshStaleAsync(CancellationToken);
        source.Answering = Task.CompletedTask;
        await snapshotCache.RefreshStaleAsync(CancellationToken);
        query.SetException(new IOException("The connection was dead."));
        await Assert.ThrowsAsync<IOException>(() => hanging);
        Assert.Equal((true, 0), (availability.IsAvailable, transitions));
    }

    [Fact]
    public async Task CancelledQuery_ChangesNothing()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        source.Answering = Task.FromCanceled(new(canceled: true));
        await Assert.ThrowsAsync<TaskCanceledException>(() => snapshotCache.RefreshStaleAsync(CancellationToken));
        Assert.True(availability.IsAvailable);
    }

    [Fact]
    public async Task Subscription_Disposed_IsNotNotified()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var notified = 0;
        availability.Subscribe(() => notified++).Dispose();
        await FailsAsync();
        Assert.Equal((1, 0), (transitions, notified));
    }

    private async Task FailsAsync()
    {
        source.Answering = Task.FromException(new IOException("The database is away."));
        await Assert.ThrowsAsync<IOException>(() => snapshotCache.RefreshStaleAsync(CancellationToken));
    }
}
