using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Contacts;

/// <summary>"Historik": a contact's history entries, and which person held the contact from when to when (K16, K6).</summary>
public sealed class ContactHistoryTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Contact_ChangedByOthers_HasItsOwnEntriesNewestFirst(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var began = portal.Clock.GetUtcNow();
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(AContact());
        portal.Clock.Advance(TimeSpan.FromMinutes(90));
        var changed = await portal.SavedAsync(AnActor().Named("Bo Dam"), ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));

        var history = (await portal.Histories.OfAsync(AnActor(), contact.Id, CancellationToken))!;

        Assert.Equal([changed.Version, contact.Version], history.Entries.Select(l => l.Number));
        Assert.Equal([began.AddMinutes(90), began], history.Entries.Select(l => l.At));
        Assert.Equal(
            [("Bo Dam", HistoryKind.ContactChanged), ("Mette Holm", HistoryKind.ContactCreated)],
            history.Entries.Select(l => (l.By, l.Kind)));
        Assert.Equal([new("Phone", "", "+4533663366")], history.Entries[0].Changes);
        Assert.Equal(
            [new("Rid", "", contact.Values.Rid), new("Name", "", contact.Values.Name), new("Email", "", contact.Values.Email)],
            history.Entries[1].Changes);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Contact_HeldByThree_ListsWhoFromWhenToWhen(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var dawn = portal.Clock.GetUtcNow();
        Person first = APerson().Named("Anne Holm"), second = APerson().Named("Bo Dam");
        await portal.AddAsync(second);
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne Holm").WithRid(first.Rid.Digits)));
        contact = await HandOverAsync(portal, contact, second);

        // A corrected name is still the same person; a phone number does not affect who holds the contact.
        portal.Clock.Advance(TimeSpan.FromDays(1));
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Bo Dam-Lund"));
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        contact = await HandOverAsync(portal, contact, first);

        var holdings = (await portal.Histories.OfAsync(AnActor(), contact.Id, CancellationToken))!.Holdings;

        Assert.Equal(
            [
                new(first.Rid.Digits, "Anne Holm", dawn.AddDays(21), Until: null),
                new(second.Rid.Digits, "Bo Dam-Lund", dawn.AddDays(10), dawn.AddDays(21)),
                new(first.Rid.Digits, "Anne Holm", dawn, dawn.AddDays(10)),
            ],
            holdings);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeOfPerson_Undone_IsOneMoreHolding(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person second = APerson().Named("Bo Dam");
        await portal.AddAsync(second);
        var contact = await portal.AddAsync(AContact());
        var changed = await HandOverAsync(portal, contact, second);
        await portal.UndoAsync(AnActor(), new(changed.Id, changed.Version, Guid.NewGuid()));
        var holdings = (await portal.Histories.OfAsync(AnActor(), contact.Id, CancellationToken))!.Holdings;
        Assert.Equal([contact.Values.Rid, second.Rid.Digits, contact.Values.Rid], holdings.Select(h => h.Rid));
        Assert.Equal([true, false, false], holdings.Select(h => h.Until is null));
    }

    [Theory, EveryDatabase]
    public async Task History_AskedForByEveryRoleAndByOthers_IsTheMunicipalitysAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        foreach (var role in new[] { Role.Staff, Role.LocalAdministrator, Role.Agency })
            Assert.NotNull(await portal.Histories.OfAsync(AnActor().As(role), contact.Id, CancellationToken));
        Assert.Null(await portal.Histories.OfAsync(AnActor().In(Roskilde), contact.Id, CancellationToken));
        Assert.Null(await portal.Histories.OfAsync(AnActor(), Guid.NewGuid(), CancellationToken));
    }

    [Fact]
    public void ErasedEntries_Read_KeepTheirDatesAndLoseTheirNames()
    {
        var history = ContactHistory.Of(
        [
            new(1, DateTimeOffset.UnixEpoch, By: null, HistoryKind.ContactCreated, FieldChanges.Read(null)),
            new(2, DateTimeOffset.UnixEpoch.AddDays(1), By: null, HistoryKind.ContactChanged, FieldChanges.Read(null)),
        ]);
        Assert.Equal([2L, 1L], history.Entries.Select(l => l.Number));
        Assert.All(history.Entries, entry => Assert.Empty(entry.Changes));
        Assert.Empty(history.Holdings);
    }

    private static Task<ContactView> HandOverAsync(PortalUnderTest portal, ContactView contact, Person person)
    {
        portal.Clock.Advance(TimeSpan.FromDays(10));
        return portal.SavedAsync(
            AnActor(),
            ContactDraft.Of(contact).With(ContactField.Rid, person.Rid.Digits).With(ContactField.Name, person.Name).With(
                ContactField.Email, person.Email));
    }
}
