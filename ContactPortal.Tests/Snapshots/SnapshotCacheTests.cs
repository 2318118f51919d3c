using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Snapshots;

public sealed class SnapshotCacheTests : IDisposable
{
    private readonly FakeSnapshotLoader source = new();
    private readonly ChangeFeed feed = new();
    private readonly Backplane backplane = new();
    private readonly ErrorLog log = new();
    private readonly SnapshotCache snapshotCache;

    public SnapshotCacheTests() => snapshotCache = new(source, feed, backplane, new(), log);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => snapshotCache.Dispose();

    [Fact]
    public async Task ManySubscribers_AtOnce_ShareOneLoadAndOneSnapshot()
    {
        var begun = source.Hold();
        var subscriptions = Enumerable.Range(0, 100).Select(_ => snapshotCache.Subscribe(Aarhus, () => { })).ToList();
        var waiting = Enumerable.Range(0, 100).Select(_ => snapshotCache.CurrentAsync(Aarhus, CancellationToken)).ToList();
        await begun;
        source.Release();
        var snapshots = await Task.WhenAll(waiting);

        Assert.Equal(1, source.Loads);
        Assert.Single(snapshots.Distinct());
        Assert.All(subscriptions, subscription => Assert.Same(snapshots[0], subscription.Current));
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.Equal(1, source.Loads);
    }

    [Fact]
    public async Task Change_Published_IsLoadedOnceAndNotified()
    {
        var (signal, subscription) = await SubscribeAsync();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await signal.WaitAsync();
        Assert.Equal((1, 2), (subscription.Current!.Version, source.Loads));
    }

    [Fact]
    public async Task AThousandChanges_PublishedDuringALoad_CauseOneMoreLoad()
    {
        var (signal, subscription) = await SubscribeAsync();
        var begun = source.Hold();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await begun;
        source.Change(Aarhus, 1000);
        Parallel.For(2, 1001, number => feed.Publish(new(Aarhus, number)));
        source.Release();
        await signal.WaitAsync();
        await signal.WaitAsync();
        Assert.Equal(1000, subscription.Current!.Version);
        Assert.Equal(0, await snapshotCache.RefreshStaleAsync(CancellationToken));
        Assert.Equal((3, 2), (source.Loads, signal.Count));
    }

    [Fact]
    public async Task ChangeInTheSnapshot_PublishedAgain_LoadsNothing()
    {
        source.Change(Aarhus, 5);
        var signal = new Signal();

        // Published during the first load, which repeats until no published change is missing: once it ends, no load is pending.
        using var subscription = snapshotCache.Subscribe(Aarhus, () =>
        {
            signal.Set();
            if (signal.Count > 1)
                return;
            feed.Publish(new(Aarhus, 5));
            feed.Publish(new(Aarhus, 4));
        });
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.Equal((1, 1), (source.Loads, signal.Count));
    }

    [Fact]
    public async Task Subscription_Disposed_IsNotNotified()
    {
        var disposed = new Signal();
        var disposedSubscription = snapshotCache.Subscribe(Aarhus, disposed.Set);
        var (signal, _) = await SubscribeAsync();
        var before = disposed.Count;
        disposedSubscription.Dispose();
        disposedSubscription.Dispose();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await signal.WaitAsync();

        // All subscribers are notified of one snapshot before the next is loaded.
        source.Change(Aarhus, 2);
        feed.Publish(new(Aarhus, 2));
        await signal.WaitAsync();
        Assert.Equal(before, disposed.Count);
    }

    [Fact]
    public async Task AnotherOrganisationsChange_Published_LoadsAndNotifiesNothing()
    {
        var (signal, _) = await SubscribeAsync();
        var other = new Signal();
        await snapshotCache.CurrentAsync(Roskilde, CancellationToken);
        using var subscription = snapshotCache.Subscribe(Roskilde, other.Set);
        source.Change(Roskilde, 7);
        feed.Publish(new(Roskilde, 7));
        await other.WaitAsync();
        Assert.Equal((3, 0), (source.Loads, signal.Count));

        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await signal.WaitAsync();
        Assert.Equal((4, 1), (source.Loads, other.Count));
    }

    [Fact]
    public async Task LostChange_Refreshed_IsLoaded()
    {
        var (signal, subscription) = await SubscribeAsync();
        source.Change(Aarhus, 3);
        Assert.Equal(1, await snapshotCache.RefreshStaleAsync(CancellationToken));
        await signal.WaitAsync();
        Assert.Equal(3, subscription.Current!.Version);
        Assert.Equal(0, await snapshotCache.RefreshStaleAsync(CancellationToken));
    }

    [Fact]
    public async Task FailedLoad_KeepsTheOldSnapshot_AndIsRepeatedByARefresh()
    {
        var (signal, subscription) = await SubscribeAsync();
        var old = subscription.Current;
        source.Change(Aarhus, 1);
        source.Failing = Aarhus;
        feed.Publish(new(Aarhus, 1));
        await log.Errors.WaitAsync();
        Assert.Same(old, subscription.Current);
        Assert.Same(old, await snapshotCache.CurrentAsync(Aarhus, CancellationToken));

        source.Failing = null;
        Assert.Equal(1, await snapshotCache.RefreshStaleAsync(CancellationToken));
        await signal.WaitAsync();
        Assert.Equal(1, subscription.Current!.Version);
    }

    [Fact]
    public async Task OneFailingOrganisation_Refreshed_DoesNotPreventTheOthers()
    {
        OrganisationCode[] all = [Koebenhavn, Roskilde, Aarhus];
        foreach (var code in all)
            await snapshotCache.CurrentAsync(code, CancellationToken);

        // Each of them once, so that the order of the organisations does not matter.
        for (var i = 0; i < all.Length; i++)
        {
            source.Failing = all[i];
            foreach (var code in all)
                source.Change(code, i + 1);
            await Assert.ThrowsAsync<IOException>(() => snapshotCache.RefreshStaleAsync(CancellationToken));
            foreach (var other in all.Where(code => code != source.Failing))
                Assert.Equal(i + 1, (await snapshotCache.CurrentAsync(other, CancellationToken)).Version);
        }
    }

    [Fact]
    public async Task SubscriberThatThrows_Notified_DoesNotPreventTheOthers()
    {
        using var broken = snapshotCache.Subscribe(Aarhus, () => throw new InvalidOperationException("The circuit is disposed."));
        var (signal, subscription) = await SubscribeAsync();
        for (var number = 1; number <= 2; number++)
        {
            source.Change(Aarhus, number);
            feed.Publish(new(Aarhus, number));
            await signal.WaitAsync();
            Assert.Equal(number, subscription.Current!.Version);
        }
    }

    [Fact]
    public async Task ChangePublishedDuringTheFirstLoad_WithoutSubscribers_IsInTheSnapshotAfterIt()
    {
        var begun = source.Hold();
        var first = snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        await begun;
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        source.Release();
        await first;
        Assert.Equal(1, (await snapshotCache.CurrentAsync(Aarhus, CancellationToken)).Version);
    }

    /// <summary>Subscribes to Aarhus after its first snapshot was loaded, so that the signal does not count that load.</summary>
    private async Task<(Signal Signal, SnapshotSubscription Subscription)> SubscribeAsync()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var signal = new Signal();
        return (signal, snapshotCache.Subscribe(Aarhus, signal.Set));
    }
}
