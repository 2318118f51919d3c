using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.OwnData;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.OwnData;

/// <summary>What the portal holds on a person, and nothing on anybody else (O4).</summary>
public sealed class OwnDataQueriesTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task PersonWithAContactARightAndMails_ReadsThem_WithWhereTheyCameFrom(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await portal.AddAsync(
            AContact().HeldBy(APerson().Named("Anne Holm")).WithMobile("20 12 34 56").ResponsibleFor(Amfora));
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Bo Friis")).ResponsibleFor(Raadighed));
        await portal.Rights.GrantAsync(birthe, anne.PersonId, CancellationToken);
        var entry = (await portal.Directory.AllAsync(birthe, CancellationToken)).Single(p => p.Id == anne.PersonId);
        await portal.SavedPersonAsync(birthe, PersonDraft.Of(entry).With(PersonField.Email, "anne.ny@aarhus.example"));
        await portal.ReceiveAsync();

        var data = await ReadAsync(portal, anne.PersonId);
        var own = Assert.Single(data.Entries);
        Assert.Equal(("Anne Holm", "anne.ny@aarhus.example", false), (own.Name, own.Email, own.IsProvisioned));
        Assert.Equal(birthe.Name, own.SourceOf(PersonField.Email.Key)?.By);
        Assert.Null(own.SourceOf(PersonField.Rid.Key));
        Assert.Equal([birthe.Name], own.Administrators);
        Assert.Equal(anne.Values.Rid, Assert.Single(own.Identifiers).Value);

        var place = Assert.Single(data.Places);
        Assert.Equal((anne.Id, null, "Mette Holm"), (place.ContactId, place.Until, place.By));
        Assert.Equal(
            ("Anne Holm", "+4520123456", "AMFORA"), (place.Details!.Name, place.Details.Mobile, place.Details.Responsibilities[0]));
        Assert.Equal((OwnRightKind.TassOpfoelgning, birthe.Name), (Assert.Single(data.Rights).Kind, data.Rights[0].By));
        Assert.Equal(
            [MailKind.Validation, MailKind.Receipt, MailKind.MadeContact],
            data.Mails.Select(m => m.Mail.Kind).OrderBy(kind => kind != MailKind.Validation).ThenBy(kind => kind != MailKind.Receipt));
        Assert.All(data.Mails, m => Assert.Equal(Aarhus, m.Organisation));
    }

    [Theory, EveryDatabase]
    public async Task PlaceThatAnotherPersonTookOver_IsTheFormersUntilThen_WithTheMailsOfThatTime_K6(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne Holm")));
        await portal.ReceiveAsync();
        Person bo = APerson().Named("Bo Friis");
        await portal.AddAsync(bo);
        portal.Clock.Advance(TimeSpan.FromDays(10));
        var draft = ContactDraft.Of(anne).With(ContactField.Rid, bo.Rid.Digits).With(ContactField.Name, bo.Name)
            .With(ContactField.Email, bo.Email);
        await portal.SavedAsync(AnActor().Named("Dorte Dam"), draft);
        await portal.ReceiveAsync(id: "2");

        var former = await ReadAsync(portal, anne.PersonId);
        var place = Assert.Single(former.Places);
        Assert.Equal((portal.Clock.GetUtcNow(), null), (place.Until, place.Details));
        Assert.Equal("Mette Holm", place.By);
        Assert.Equal(3, former.Mails.Length);
        var now = await ReadAsync(portal, bo.Id);
        Assert.Equal(("Dorte Dam", "Bo Friis"), (Assert.Single(now.Places).By, now.Places[0].Details!.Name));
        Assert.Equal(3, now.Mails.Length);
        Assert.Empty(former.Mails.Select(m => m.Mail.Sequence).Intersect(now.Mails.Select(m => m.Mail.Sequence)));
    }

    [Theory, EveryDatabase]
    public async Task RidThatWasGivenOutAnew_OpensNothingOfThePersonWhoHadItBefore_P1(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne Holm").WithRid("20000009")));
        Person carl = APerson().Named("Carl Kjær");
        await portal.AddAsync(carl);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.SavedAsync(
            AnActor(), ContactDraft.Of(anne).With(ContactField.Rid, carl.Rid.Digits).With(ContactField.Name, carl.Name)
                .With(ContactField.Email, carl.Email));
        await portal.MarkLeftAsync(birthe, anne.PersonId);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var heir = await portal.SavedPersonAsync(
            birthe, new() { Typed = new() { Name = "Dorte Dam", Email = "dorte@aarhus.example", Rid = "20000009" } });

        var data = await ReadAsync(portal, heir.Person.Id);
        Assert.Equal("Dorte Dam", Assert.Single(data.Entries).Name);
        Assert.Empty(data.Places);
        Assert.Empty(data.Mails);
        Assert.Single((await ReadAsync(portal, anne.PersonId)).Places);
    }

    [Theory, EveryDatabase]
    public async Task Sessions_OfAPerson_AreTheirsThatHaveNotEnded(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var sessions = new SignedInSessions(portal.Store, portal.Clock);
        var (anne, bo) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var (id, person) in new[] { ("a1", anne), ("b1", bo), ("a2", anne) })
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await sessions.AddAsync(
                new() { Session = id, PersonId = person, Browser = "Firefox, Linux", BeganAt = portal.Clock.GetUtcNow() },
                CancellationToken);
        }

        Assert.Equal(["a2", "a1"], await IdsAsync(TimeSpan.FromHours(8)));
        Assert.Equal(["a2"], await IdsAsync(TimeSpan.FromHours(2)));
        await new RevokedSessions(portal.Store, portal.Clock).RevokeAsync("a2", CancellationToken);
        Assert.Equal(["a1"], await IdsAsync(TimeSpan.FromHours(8)));

        async Task<IEnumerable<string>> IdsAsync(TimeSpan longest) =>
            (await sessions.OfAsync(anne, portal.Clock.GetUtcNow() - longest, CancellationToken)).Select(s => s.Session);
    }

    private static Task<PersonalRecord> ReadAsync(PortalUnderTest portal, Guid person) =>
        new OwnDataQueries(portal.Store).ReadAsync(new Actor(person, "", Aarhus, Role.Staff), CancellationToken);
}
