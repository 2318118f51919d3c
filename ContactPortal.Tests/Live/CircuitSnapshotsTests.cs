using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Snapshots;

namespace ContactPortal.Tests.Live;

public sealed class CircuitSnapshotsTests : IDisposable
{
    private static readonly Actor InAarhus = AnActor().In(Aarhus);
    private static readonly Actor InRoskilde = AnActor().In(Roskilde);

    private readonly FakeSnapshotLoader source = new();
    private readonly ChangeFeed feed = new();
    private readonly SnapshotCache cache;
    private readonly CircuitSnapshots snapshots;

    public CircuitSnapshotsTests()
    {
        cache = new(source, feed, new(), new(), new ErrorLog());
        snapshots = new(new SnapshotReader(cache));
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task Components_OfOnePage_AreAllNotified_AndShowTheSameSnapshot()
    {
        await snapshots.CurrentAsync(InAarhus, CancellationToken);
        var (first, second) = (new Signal(), new Signal());
        using var one = snapshots.Subscribe(InAarhus, first.Set);
        using var other = snapshots.Subscribe(InAarhus, second.Set);
        await ChangeAsync(1, first, second);
        Assert.Equal(1, one.Current!.Version);
        Assert.Same(one.Current, other.Current);
    }

    [Fact]
    public async Task Component_Disposed_IsNotNotifiedAnyMore_AndTheOthersAre()
    {
        await snapshots.CurrentAsync(InAarhus, CancellationToken);
        var (notified, staying) = (0, new Signal());
        var leaving = snapshots.Subscribe(InAarhus, () => notified++);
        using var other = snapshots.Subscribe(InAarhus, staying.Set);
        await ChangeAsync(1, staying);
        leaving.Dispose();
        leaving.Dispose();
        await ChangeAsync(2, staying);
        Assert.Equal(1, notified);
    }

    [Fact]
    public async Task LastComponent_Disposed_EndsTheSubscription_AndANewOneBeginsAnother()
    {
        await snapshots.CurrentAsync(InAarhus, CancellationToken);
        var (notified, known) = (0, new Signal());
        snapshots.Subscribe(InAarhus, () => notified++).Dispose();

        // Another page's subscription says when the change has been published.
        using var elsewhere = cache.Subscribe(Aarhus, known.Set);
        await ChangeAsync(1, known);
        Assert.Equal(0, notified);
        using var again = snapshots.Subscribe(InAarhus, () => notified++);
        Assert.Equal(1, again.Current!.Version);
        await ChangeAsync(2, known);
        await ChangeAsync(3, known);
        Assert.InRange(notified, 1, 2);
    }

    [Fact]
    public async Task Organisations_OfOnePage_AreNotifiedApart()
    {
        await snapshots.CurrentAsync(InAarhus, CancellationToken);
        await snapshots.CurrentAsync(InRoskilde, CancellationToken);
        var (notified, known) = (0, new Signal());
        using var other = snapshots.Subscribe(InRoskilde, () => notified++);
        using var one = snapshots.Subscribe(InAarhus, known.Set);
        await ChangeAsync(1, known);
        Assert.Equal((0, 0), (notified, other.Current!.Version));
    }

    [Fact]
    public async Task SomebodyWithoutARole_GetsNoSnapshot()
    {
        var nobody = InAarhus with { Role = (Role)(-1) };
        Assert.Throws<ReadRefusedException>(() => snapshots.Subscribe(nobody, () => { }));
        await Assert.ThrowsAsync<ReadRefusedException>(() => snapshots.CurrentAsync(nobody, CancellationToken));
    }

    private async Task ChangeAsync(long number, params Signal[] signals)
    {
        source.Change(Aarhus, number);
        feed.Publish(new(Aarhus, number));
        foreach (var signal in signals)
            await signal.WaitAsync();
    }
}
