using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Snapshots;

/// <summary>The statuses of the municipalities, shared by the agency's open pages (P6).</summary>
public sealed class MunicipalityStatusCacheTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task TwoHundredPages_AfterAChange_ShareOneLoad(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (cache, jens) = (portal.Get<MunicipalityStatusCache>(), await portal.AddAgencyPersonAsync());
        var signals = Enumerable.Range(0, 200).Select(_ => new Signal()).ToList();
        using var pages = new Disposables([.. signals.Select(signal => cache.Subscribe(signal.Set))]);
        var before = await cache.CurrentAsync(jens, CancellationToken);
        Assert.Equal((98, 0), (before.Length, ContactsOf(before)));
        Assert.Equal(before, cache.Latest(jens));
        Assert.Equal(before, await cache.CurrentAsync(jens, CancellationToken));
        await Task.WhenAll(signals.Select(signal => signal.WaitAsync()));

        await portal.AddAsync(AContact());
        await Task.WhenAll(signals.Select(signal => signal.WaitAsync()));
        Assert.Equal(1, ContactsOf(cache.Latest(jens)));
        Assert.All(signals, signal => Assert.Equal(2, signal.Count));
    }

    [Theory, EveryDatabase]
    public async Task Change_WithNoPageOpen_IsLoadedWhenOneIsOpened(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (cache, jens) = (portal.Get<MunicipalityStatusCache>(), await portal.AddAgencyPersonAsync());
        var before = await cache.CurrentAsync(jens, CancellationToken);
        await portal.AddAsync(AContact());
        Assert.Equal(before, cache.Latest(jens));
        Assert.False(await cache.RefreshStaleAsync(CancellationToken));
        Assert.Equal(1, ContactsOf(await cache.CurrentAsync(jens, CancellationToken)));
    }

    [Theory, EveryDatabase]
    public async Task ChangeOfAnotherProcess_WhoseMessageWasLost_IsFoundByTheComparison(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var another = portal.AnotherProcess();
        var (cache, jens, signal) = (portal.Get<MunicipalityStatusCache>(), await portal.AddAgencyPersonAsync(), new Signal());
        using var page = cache.Subscribe(signal.Set);
        await cache.CurrentAsync(jens, CancellationToken);
        Assert.False(await cache.RefreshStaleAsync(CancellationToken));
        await another.AddAsync(AContact());
        Assert.True(await cache.RefreshStaleAsync(CancellationToken));
        Assert.Equal((1, 2), (ContactsOf(cache.Latest(jens)), signal.Count));
    }

    [Fact]
    public async Task ActorOutsideTheAgency_SeesNothing()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (cache, jens) = (portal.Get<MunicipalityStatusCache>(), await portal.AddAgencyPersonAsync());
        Assert.Equal(98, (await cache.CurrentAsync(jens, CancellationToken)).Length);
        Assert.Empty(cache.Latest(jens with { Role = Role.Staff }));
        Assert.Empty(cache.Latest(jens with { PersonId = Guid.NewGuid() }));
    }

    private static int ContactsOf(IEnumerable<MunicipalityStatus> statuses) => statuses.Single(s => s.Organisation.Code == Aarhus).Contacts;

    private sealed class Disposables(IReadOnlyList<IDisposable> all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
                one.Dispose();
        }
    }
}
