using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Live;

public sealed class LiveSnapshotTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Save_Done_StandsInEveryWatchedRosterOfItsOrganisation(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.HasAsync(AContact());
        var told = new Signal();
        var before = await portal.Rosters.CurrentAsync(Aarhus, Stop);
        using var watch = portal.Rosters.Subscribe(Aarhus, told.Set);

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
        await other.Rosters.CurrentAsync(Aarhus, Stop);
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(1, await other.Rosters.RefreshStaleAsync(Stop));
        Assert.Equal("Nyt Navn", (await other.Rosters.CurrentAsync(Aarhus, Stop)).Find(contact.Id)?.Values.Name);
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

        var roster = await portal.Rosters.CurrentAsync(Aarhus, Stop);

        Assert.Equal(["anne Holm", "Zenia Holm", "Ærø Holm", "Åse Holm"], roster.Contacts.Select(c => c.Values.Name));
        Assert.Equal((3, 1), (roster.Active.Length, roster.Deactivated.Length));
        Assert.Equal(["A", "R", "R"], roster.DeliveryTypes.Select(t => t.Initial));
        Assert.Equal(4, roster.Version);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task OrganisationWithoutContacts_Loaded_IsEmpty(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var roster = await portal.Rosters.CurrentAsync(Roskilde, Stop);
        Assert.Empty(roster.Contacts);
        Assert.Equal(0, roster.Version);
    }
}
