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

        var history = (await portal.Histories.OfAsync(AnActor(), contact.Id, HistoryPage.Size, CancellationToken))!;

        Assert.Equal([changed.Version, contact.Version], history.Page.Entries.Select(l => l.Number));
        Assert.Equal([began.AddMinutes(90), began], history.Page.Entries.Select(l => l.At));
        Assert.Equal(
            [("Bo Dam", HistoryKind.ContactChanged), ("Mette Holm", HistoryKind.ContactCreated)],
            history.Page.Entries.Select(l => (l.By, l.Kind)));
        Assert.Equal([new("Phone", "", "+4533663366")], history.Page.Entries[0].Changes);
        Assert.Equal(
            [new("Rid", "", contact.Values.Rid), new("Name", "", contact.Values.Name), new("Email", "", contact.Values.Email)],
            history.Page.Entries[1].Changes);
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

        var holdings = (await portal.Histories.OfAsync(AnActor(), contact.Id, HistoryPage.Size, CancellationToken))!.Holdings;

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
        var holdings = (await portal.Histories.OfAsync(AnActor(), contact.Id, HistoryPage.Size, CancellationToken))!.Holdings;
        Assert.Equal([contact.Values.Rid, second.Rid.Digits, contact.Values.Rid], holdings.Select(h => h.Rid));
        Assert.Equal([true, false, false], holdings.Select(h => h.Until is null));
    }

    [Theory, EveryDatabase]
    public async Task History_AskedForByEveryRoleAndByOthers_IsTheMunicipalitysAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        foreach (var role in new[] { Role.Staff, Role.LocalAdministrator, Role.Agency })
            Assert.NotNull(await portal.Histories.OfAsync(AnActor().As(role), contact.Id, HistoryPage.Size, CancellationToken));
        Assert.Null(await portal.Histories.OfAsync(AnActor().In(Roskilde), contact.Id, HistoryPage.Size, CancellationToken));
        Assert.Null(await portal.Histories.OfAsync(AnActor(), Guid.NewGuid(), HistoryPage.Size, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task LongHistory_Read_ComesInPagesWithEveryHolder(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (person, contact) = (APerson().Named("Bo Dam").Build(), await portal.AddAsync(AContact()));
        await portal.AddAsync(person);
        var first = contact.Values.Rid;
        contact = await HandOverAsync(portal, contact, person);
        for (var i = 0; i < HistoryPage.Size; i++)
            contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, $"336633{i:00}"));

        var newest = (await portal.Histories.OfAsync(AnActor(), contact.Id, HistoryPage.Size, CancellationToken))!;
        Assert.Equal(HistoryPage.Size, newest.Page.Entries.Length);
        Assert.True(newest.Page.HasOlder);
        Assert.Equal(contact.Version, newest.Page.Entries[0].Number);
        Assert.Equal([person.Rid.Digits, first], newest.Holdings.Select(h => h.Rid));

        var whole = (await portal.Histories.OfAsync(AnActor(), contact.Id, 2 * HistoryPage.Size, CancellationToken))!;
        Assert.Equal(HistoryPage.Size + 2, whole.Page.Entries.Length);
        Assert.False(whole.Page.HasOlder);
        Assert.Equal(newest.Holdings, whole.Holdings);
    }

    [Theory, EveryDatabase]
    public async Task ErasedEntries_Read_KeepTheirDatesAndLoseTheirNames(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        await portal.EraseHistoryAsync(contact.Id);
        var history = (await portal.Histories.OfAsync(AnActor(), contact.Id, HistoryPage.Size, CancellationToken))!;
        Assert.Equal([HistoryKind.SubjectErased, HistoryKind.ContactCreated], history.Page.Entries.Select(e => e.Kind));
        Assert.Null(history.Page.Entries[1].By);
        Assert.Empty(history.Page.Entries[1].Changes);
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
