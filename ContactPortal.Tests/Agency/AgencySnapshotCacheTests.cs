using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;
using ContactPortal.Tests.Snapshots;

namespace ContactPortal.Tests.Agency;

/// <summary>The one snapshot of all pages of the agency (A1, A2), and the log of its look-ups (O4).</summary>
public sealed class AgencySnapshotCacheTests
{
    private static readonly LookUpPurpose Purpose = new(LookUpPurposeKind.Other, "undersøgelse");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Change_OfAContact_ReachesTheOpenPageAndLeavesTheOthersAsTheyWere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (cache, jens, signal) = (portal.Get<AgencySnapshotCache>(), await portal.AddAgencyPersonAsync(), new Signal());
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        using var page = cache.Subscribe(signal.Set);
        var before = await cache.CurrentAsync(jens, CancellationToken);
        Assert.Equal((98, 2), (before.Municipalities.Length, before.Contacts.Length));
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        await signal.WaitUntilAsync(() => cache.Latest(jens).Find(Aarhus, contact.Id)?.Contact.Values.Name == "Nyt Navn");
        Assert.Same(before.Find(Roskilde), cache.Latest(jens).Find(Roskilde));
    }

    [Fact]
    public async Task MunicipalitiesSnapshots_AreLoadedOnceForAllPages()
    {
        var (loader, feed) = (new FakeSnapshotLoader(), new Domain.Messaging.ChangeFeed());
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        using var snapshots = new SnapshotCache(loader, feed, new(), new(), new ErrorLog());
        using var cache = new AgencySnapshotCache(
            snapshots, portal.Store, Microsoft.Extensions.Options.Options.Create(new Domain.Deliveries.CalendarOptions()), portal.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AgencySnapshotCache>.Instance);
        var signal = new Signal();
        using var subscription = cache.Subscribe(signal.Set);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cache.CurrentAsync(CancellationToken)));
        Assert.Equal(98, loader.Loads);
        loader.Change(Aarhus, 1);
        feed.Publish(new(Aarhus, 1));
        await signal.WaitUntilAsync(() => cache.Latest(AnActor().As(Role.Agency)).Find(Aarhus)?.Snapshot.Version == 1);
        Assert.Equal(99, loader.Loads);
    }

    [Fact]
    public async Task AnotherDay_IsNoticedByTheComparison()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (cache, signal) = (portal.Get<AgencySnapshotCache>(), new Signal());
        using var page = cache.Subscribe(signal.Set);
        var before = await cache.CurrentAsync(CancellationToken);
        await cache.RefreshDayAsync(CancellationToken);
        Assert.Equal(before.Day, cache.Latest(AnActor().As(Role.Agency)).Day);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await cache.RefreshDayAsync(CancellationToken);
        Assert.Equal(before.Day.AddDays(1), cache.Latest(AnActor().As(Role.Agency)).Day);
    }

    [Fact]
    public async Task ActorOutsideTheAgency_SeesNothingAndIsNotRecorded()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var (cache, jens) = (portal.Get<AgencySnapshotCache>(), await portal.AddAgencyPersonAsync());
        await portal.AddAsync(AContact());
        var contacts = (await cache.CurrentAsync(jens, CancellationToken)).Contacts;
        foreach (var other in (Actor[])[jens with { Role = Role.Staff }, jens with { PersonId = Guid.NewGuid() }])
        {
            Assert.Empty((await cache.CurrentAsync(other, CancellationToken)).Municipalities);
            Assert.False(await portal.Get<LookUpLog>().RecordAsync(other, LookUpKind.Opened, Purpose, contacts, CancellationToken));
        }

        Assert.Empty(cache.Latest(jens with { Role = Role.LocalAdministrator }).Municipalities);
        await using var db = await portal.ReadAsync();
        Assert.Empty(db.LookUps);
    }

    [Theory, EveryDatabase]
    public async Task LookUps_ArePresentedToThePersonAloneNewestFirst(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (cache, log, jens) = (portal.Get<AgencySnapshotCache>(), portal.Get<LookUpLog>(), await portal.AddAgencyPersonAsync());
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        var snapshot = await cache.CurrentAsync(jens, CancellationToken);
        var begun = portal.Clock.GetUtcNow();
        Assert.True(await log.RecordAsync(jens, LookUpKind.Saved, Purpose, snapshot.Contacts, CancellationToken));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await log.RecordAsync(
            "Journalsystem", new(LookUpPurposeKind.Reporting, ""), [snapshot.Find(Aarhus, contact.Id)!], CancellationToken);
        Actor me = new(contact.PersonId, "Kontakt", Aarhus, Role.Staff);
        Assert.Equal(
            [
                new(begun.AddMinutes(1), LookUpKind.Api, new(LookUpPurposeKind.Reporting, "")),
                new(begun, LookUpKind.Saved, Purpose),
            ],
            await log.OfPersonAsync(me, 10, CancellationToken));
        Assert.Single(await log.OfPersonAsync(me, 1, CancellationToken));
        Assert.Empty(await log.OfPersonAsync(me with { Organisation = Roskilde }, 10, CancellationToken));
        Assert.Empty(await log.OfPersonAsync(me with { PersonId = Guid.NewGuid() }, 10, CancellationToken));
        await using var db = await portal.ReadAsync();
        Assert.Equal(3, db.LookUps.Count());
        Assert.Equal(2, db.LookUps.Select(l => l.Batch).Distinct().Count());
    }
}
