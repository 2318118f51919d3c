using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Messaging;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Snapshots;

public sealed class LiveSnapshotTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Save_Done_StandsInEveryWatchedRosterOfItsOrganisation(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.HasAsync(AContact());
        var told = new Signal();
        var before = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var watch = portal.Snapshots.Subscribe(Aarhus, told.Set);

        var saved = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"))).Is<SaveOutcome.Saved>();
        await told.WaitAsync();

        Assert.Equal(saved.Contact, Assert.Single(watch.Current!.ChangedSince(before)));
        Assert.Equal(2, watch.Current.Version);
    }

    [Theory, EveryDatabase]
    public async Task Save_DoneByAnotherProcess_HealsWhenSwept(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var other = portal.AnotherProcess();
        var contact = await portal.HasAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(1, await other.Snapshots.RefreshStaleAsync(CancellationToken));
        Assert.Equal("Nyt Navn", (await other.Snapshots.CurrentAsync(Aarhus, CancellationToken)).Find(contact.Id)?.Values.Name);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Save_Refused_AnnouncesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.HasAsync(AContact());
        var heard = new List<Change>();
        using var listening = portal.Feed.Subscribe(heard.Add);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "12"));
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact));
        await portal.SaveAsync(AnActor(), ADraftOf(APerson()));
        Assert.Empty(heard);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal([new(Aarhus, 2)], heard);
    }

    [Theory, EveryDatabase]
    public async Task Roster_Loaded_HasTheOwnContactsInDanishOrderAndTheThreeTypes(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasAsync(AContact().HeldBy(APerson().Named("Åse Holm")));
        await portal.HasAsync(AContact().HeldBy(APerson().Named("Zenia Holm")));
        await portal.HasAsync(AContact().HeldBy(APerson().Named("Ærø Holm")));
        await portal.HasAsync(AContact().HeldBy(APerson().Named("anne Holm")).Deactivated());
        await portal.HasAsync(AContact().In(Roskilde));

        var snapshot = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);

        Assert.Equal(["anne Holm", "Zenia Holm", "Ærø Holm", "Åse Holm"], snapshot.Contacts.Select(c => c.Values.Name));
        Assert.Equal((3, 1), (snapshot.Active.Length, snapshot.Deactivated.Length));
        Assert.Equal(["A", "R", "R"], snapshot.DeliveryTypes.Select(t => t.Initial));
        Assert.Equal(4, snapshot.Version);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task OrganisationWithoutContacts_Loaded_IsEmpty(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var snapshot = await portal.Snapshots.CurrentAsync(Roskilde, CancellationToken);
        Assert.Empty(snapshot.Contacts);
        Assert.Equal(0, snapshot.Version);
    }
}
