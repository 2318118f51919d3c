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
    public async Task ManyWatchers_ComeAtOnce_ShareOneLoadAndOneSnapshot()
    {
        var begun = source.Hold();
        var watches = Enumerable.Range(0, 100).Select(_ => snapshotCache.Subscribe(Aarhus, () => { })).ToList();
        var waiting = Enumerable.Range(0, 100).Select(_ => snapshotCache.CurrentAsync(Aarhus, CancellationToken)).ToList();
        await begun;
        source.Release();
        var snapshots = await Task.WhenAll(waiting);

        Assert.Equal(1, source.Loads);
        Assert.Single(snapshots.Distinct());
        Assert.All(watches, watch => Assert.Same(snapshots[0], watch.Current));
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.Equal(1, source.Loads);
    }

    [Fact]
    public async Task Change_Announced_IsLoadedOnceAndTold()
    {
        var (told, watch) = await WatchingAsync();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await told.WaitAsync();
        Assert.Equal((1, 2), (watch.Current!.Version, source.Loads));
    }

    [Fact]
    public async Task AThousandChanges_AnnouncedDuringALoad_AreOneLoadMore()
    {
        var (told, watch) = await WatchingAsync();
        var begun = source.Hold();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await begun;
        source.Change(Aarhus, 1000);
        Parallel.For(2, 1001, number => feed.Publish(new(Aarhus, number)));
        source.Release();
        await told.WaitAsync();
        await told.WaitAsync();
        Assert.Equal(1000, watch.Current!.Version);
        Assert.Equal(0, await snapshotCache.RefreshStaleAsync(CancellationToken));
        Assert.Equal((3, 2), (source.Loads, told.Count));
    }

    [Fact]
    public async Task ChangeThatIsInTheRoster_AnnouncedAgain_LoadsNothing()
    {
        source.Change(Aarhus, 5);
        var told = new Signal();

        // During the first load, which goes on for as long as there is a change that it lacks: when it ends, nothing more is to come.
        using var watch = snapshotCache.Subscribe(Aarhus, () =>
        {
            told.Set();
            if (told.Count > 1)
                return;
            feed.Publish(new(Aarhus, 5));
            feed.Publish(new(Aarhus, 4));
        });
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        Assert.Equal((1, 1), (source.Loads, told.Count));
    }

    [Fact]
    public async Task Watcher_Disposed_IsToldNoMore()
    {
        var gone = new Signal();
        var left = snapshotCache.Subscribe(Aarhus, gone.Set);
        var (told, _) = await WatchingAsync();
        var before = gone.Count;
        left.Dispose();
        left.Dispose();
        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await told.WaitAsync();

        // Everybody is told of one roster before the next is loaded.
        source.Change(Aarhus, 2);
        feed.Publish(new(Aarhus, 2));
        await told.WaitAsync();
        Assert.Equal(before, gone.Count);
    }

    [Fact]
    public async Task AnotherOrganisationsChange_Announced_LoadsAndTellsNothing()
    {
        var (told, _) = await WatchingAsync();
        var other = new Signal();
        await snapshotCache.CurrentAsync(Roskilde, CancellationToken);
        using var watch = snapshotCache.Subscribe(Roskilde, other.Set);
        source.Change(Roskilde, 7);
        feed.Publish(new(Roskilde, 7));
        await other.WaitAsync();
        Assert.Equal((3, 0), (source.Loads, told.Count));

        source.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await told.WaitAsync();
        Assert.Equal((4, 1), (source.Loads, other.Count));
    }

    [Fact]
    public async Task AnnouncementThatIsLost_Swept_Heals()
    {
        var (told, watch) = await WatchingAsync();
        source.Change(Aarhus, 3);
        Assert.Equal(1, await snapshotCache.RefreshStaleAsync(CancellationToken));
        await told.WaitAsync();
        Assert.Equal(3, watch.Current!.Version);
        Assert.Equal(0, await snapshotCache.RefreshStaleAsync(CancellationToken));
    }

    [Fact]
    public async Task LoadThatFails_KeepsTheOldRoster_AndHealsWhenSwept()
    {
        var (told, watch) = await WatchingAsync();
        var old = watch.Current;
        source.Change(Aarhus, 1);
        source.Failing = Aarhus;
        feed.Publish(new(Aarhus, 1));
        await log.Errors.WaitAsync();
        Assert.Same(old, watch.Current);
        Assert.Same(old, await snapshotCache.CurrentAsync(Aarhus, CancellationToken));

        source.Failing = null;
        Assert.Equal(1, await snapshotCache.RefreshStaleAsync(CancellationToken));
        await told.WaitAsync();
        Assert.Equal(1, watch.Current!.Version);
    }

    [Fact]
    public async Task OneOrganisationThatFails_Swept_LeavesTheOthersHealed()
    {
        OrganisationCode[] all = [Koebenhavn, Roskilde, Aarhus];
        foreach (var code in all)
            await snapshotCache.CurrentAsync(code, CancellationToken);

        // Whichever of them fails, and so wherever it stands among the others.
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
    public async Task WatcherThatThrows_Told_KeepsTheRosterFromNobodyElse()
    {
        using var broken = snapshotCache.Subscribe(Aarhus, () => throw new InvalidOperationException("The circuit is gone."));
        var (told, watch) = await WatchingAsync();
        for (var number = 1; number <= 2; number++)
        {
            source.Change(Aarhus, number);
            feed.Publish(new(Aarhus, number));
            await told.WaitAsync();
            Assert.Equal(number, watch.Current!.Version);
        }
    }

    [Fact]
    public async Task ChangeAnnouncedDuringTheFirstLoad_WatchedByNobody_IsInTheRosterAfterIt()
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

    /// <summary>Somebody who watches Aarhus and has its first roster; being told of that one does not count.</summary>
    private async Task<(Signal Told, SnapshotSubscription Watch)> WatchingAsync()
    {
        await snapshotCache.CurrentAsync(Aarhus, CancellationToken);
        var told = new Signal();
        return (told, snapshotCache.Subscribe(Aarhus, told.Set));
    }
}
