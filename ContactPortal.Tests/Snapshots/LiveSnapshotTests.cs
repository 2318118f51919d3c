using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Messaging;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Snapshots;

public sealed class LiveSnapshotTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Save_Committed_IsInEverySubscribedSnapshotOfItsOrganisation(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var signal = new Signal();
        var before = await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        using var subscription = portal.Snapshots.Subscribe(Aarhus, signal.Set);

        var saved = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn")))
            .Is<SaveOutcome.Saved>();
        await signal.WaitAsync();

        Assert.Equal(saved.Contact, Assert.Single(subscription.Current!.ChangedSince(before)));
        Assert.Equal(2, subscription.Current.Version);
    }

    [Theory, EveryDatabase]
    public async Task Save_ByAnotherProcess_IsLoadedByARefresh(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var other = portal.AnotherProcess();
        var contact = await portal.AddAsync(AContact());
        await other.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(1, await other.Snapshots.RefreshStaleAsync(CancellationToken));
        Assert.Equal("Nyt Navn", (await other.Snapshots.CurrentAsync(Aarhus, CancellationToken)).Find(contact.Id)?.Values.Name);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Save_Refused_PublishesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var published = new List<Change>();
        using var feedSubscription = portal.Feed.Subscribe(published.Add);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "12"));
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact));
        await portal.SaveAsync(AnActor(), ADraftOf(APerson()));
        Assert.Empty(published);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal([new(Aarhus, 2)], published);
    }

    [Theory, EveryDatabase]
    public async Task Snapshot_Loaded_HasTheOwnContactsInDanishOrderAndTheThreeTypes(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Åse Holm")));
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Zenia Holm")));
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Ærø Holm")));
        await portal.AddAsync(AContact().HeldBy(APerson().Named("anne Holm")).Deactivated());
        await portal.AddAsync(AContact().In(Roskilde));

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
