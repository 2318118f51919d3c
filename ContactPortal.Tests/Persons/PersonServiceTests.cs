using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Persons;

/// <summary>The commands of the Brugerkatalog (P4, P5).</summary>
public sealed class PersonServiceTests
{
    private const string Uuid = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    private static readonly PersonDraft NewPerson = new()
    {
        Typed = new() { Name = "  Anne   Holm ", Email = "anne@kommune.example", Rid = "12345678", ProfessionalUuid = $"urn:uuid:{Uuid.ToUpperInvariant()}" },
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Person_AddedByHand_IsInTheDirectoryAndTheHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var saved = await SavedAsync(portal, birthe, NewPerson);
        Assert.Equal(new PersonValues { Name = "Anne Holm", Email = "anne@kommune.example", Rid = "12345678", ProfessionalUuid = Uuid }, saved.Person.Values);
        Assert.Equal(saved.Person.Id, (await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken))?.Id);
        Assert.Equal(saved.Person, Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == saved.Person.Id));
        var line = Assert.Single(await portal.HistoryAsync(Aarhus));
        Assert.Equal((HistoryKind.PersonAdded, saved.Person.Id, line.Number), (line.Kind, line.Subject, saved.Person.Version));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        // The same draft sent again is one person.
        Assert.Equal(saved.Person, (await SavedAsync(portal, birthe, NewPerson)).Person);
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task BadInput_Saved_SaysWhatIsWrongAndSavesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        Person holder = APerson().Named("Ali Khan").WithRid("22222222").Build().Identify(PersonIdentifierKind.ProfessionalUuid, Uuid, DateTimeOffset.UnixEpoch);
        await portal.AddAsync(holder);
        (Func<PersonValues, PersonValues> Typed, PersonValidationError Broken)[] cases =
        [
            (v => v with { Name = "" }, new(PersonField.Name, PersonError.NameMissing)),
            (v => v with { Name = new('x', 101) }, new(PersonField.Name, PersonError.NameTooLong)),
            (v => v with { Name = "Anne\u202eHolm" }, new(PersonField.Name, PersonError.NameNotPlain)),
            (v => v with { Email = "" }, new(PersonField.Email, PersonError.EmailMissing)),
            (v => v with { Email = "anne" }, new(PersonField.Email, PersonError.EmailMalformed)),
            (v => v with { Rid = "1234" }, new(PersonField.Rid, PersonError.RidMalformed)),
            (v => v with { Rid = "", ProfessionalUuid = "" }, new(PersonField.Rid, PersonError.IdentifierMissing)),
            (v => v with { ProfessionalUuid = "nej" }, new(PersonField.ProfessionalUuid, PersonError.UuidMalformed)),
            (v => v with { ProfessionalUuid = "", Rid = "22222222" }, new(PersonField.Rid, PersonError.RidTaken, "Ali Khan")),
            (v => v, new(PersonField.ProfessionalUuid, PersonError.UuidTaken, "Ali Khan")),
        ];
        foreach (var (typed, errors) in cases)
        {
            var outcome = await SaveAsync(portal, birthe, NewPerson with { Typed = typed(NewPerson.Typed), SaveId = Guid.NewGuid() });
            Assert.Equal([errors], Assert.IsType<PersonOutcome.Invalid>(outcome).Errors);
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task TwoAdministrators_CorrectDifferentFields_BothStandAndTheSameFieldIsAsked(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = (await SavedAsync(portal, birthe, NewPerson)).Person;
        var (one, other) = (PersonDraft.Of(anne).With(PersonField.Name, "Anne Holm-Lund"), PersonDraft.Of(anne).With(PersonField.Email, "ahl@kommune.example"));
        await SavedAsync(portal, birthe, one);
        var merged = await SavedAsync(portal, birthe, other);
        Assert.Equal(("Anne Holm-Lund", "ahl@kommune.example"), (merged.Person.Values.Name, merged.Person.Values.Email));
        Assert.Equal([PersonField.Name], merged.Merged);

        var third = PersonDraft.Of(anne).With(PersonField.Name, "Anne Dam");
        var theirs = Assert.IsType<PersonOutcome.Conflict>(await SaveAsync(portal, birthe, third)).Person;
        third = third.MergeUpdate(theirs);
        var conflict = Assert.Single(third.Conflicts);
        Assert.Equal(new PersonConflict(PersonField.Name, "Anne Holm-Lund", "Anne Dam"), conflict);
        Assert.Equal("ahl@kommune.example", third.Typed.Email);
        Assert.Equal("Anne Dam", (await SavedAsync(portal, birthe, third.KeepMine(conflict))).Person.Values.Name);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Rid_Corrected_IsARowOfItsOwnAndTheOldOneSaysUntilWhen(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = (await SavedAsync(portal, birthe, NewPerson)).Person;
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await SavedAsync(portal, birthe, PersonDraft.Of(anne).With(PersonField.Rid, "87654321"));
        await using var db = await portal.ReadAsync();
        var rows = await db.PersonIdentifiers.AsNoTracking()
            .Where(i => i.PersonId == anne.Id && i.Kind == PersonIdentifierKind.Rid).OrderBy(i => i.From).ToListAsync(CancellationToken);
        Assert.Equal([("12345678", (DateTimeOffset?)portal.Clock.GetUtcNow()), ("87654321", null)], rows.Select(r => (r.Value, r.Until)));
        Assert.Null(await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Changes_Undone_ComeBackAndNothingIsErased(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var added = (await SavedAsync(portal, birthe, NewPerson)).Person;
        var changed = (await SavedAsync(portal, birthe, PersonDraft.Of(added).With(PersonField.Rid, "87654321"))).Person;
        var undone = Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, changed));
        Assert.Equal(added.Values, undone.Person.Values);
        var left = Assert.IsType<PersonOutcome.Saved>(await Service(portal).MarkLeftAsync(birthe, added.Id, CancellationToken)).Person;
        var back = Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, left)).Person;
        Assert.Equal(added.Values, back.Values);
        Assert.Equal(added.Id, (await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken))?.Id);

        // What has been changed since is not undone unseen; somebody who was added has left then.
        Assert.IsType<PersonOutcome.Conflict>(await UndoAsync(portal, birthe, changed));
        Assert.True(Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, added)).Person.Values.HasLeft);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoHasLeft_ActsNoMore_AndTheRightIsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken);
        Assert.True(await portal.Deliveries.IsOpenToAsync(AnActor().Build() with { PersonId = contact.PersonId }, CancellationToken));
        await portal.ForgetMailsAsync();
        var left = Assert.IsType<PersonOutcome.Saved>(await Service(portal).MarkLeftAsync(birthe, contact.PersonId, CancellationToken)).Person;
        Assert.Equal([PersonField.HasLeft], (await SavedAsync(portal, birthe, PersonDraft.Of(left).With(PersonField.HasLeft, false))).Changed);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await Service(portal).MarkLeftAsync(birthe, contact.PersonId, CancellationToken);

        Assert.Null(await portal.Directory.ActorAsync(contact.PersonId, Aarhus, CancellationToken));
        Assert.False(await portal.Deliveries.IsOpenToAsync(AnActor().Build() with { PersonId = contact.PersonId }, CancellationToken));
        Assert.Empty(await portal.Directory.OrganisationsOfAsync(contact.PersonId, CancellationToken));
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        Assert.Equal(portal.Clock.GetUtcNow(), Assert.Single(snapshot.Active).HolderLeft);
        Assert.Equal(portal.Clock.GetUtcNow(), snapshot.Persons.LeftAt(contact.PersonId));
        var task = Assert.Single(RightsTasks.In(snapshot));
        Assert.Equal((RightsTaskKind.HasLeft, contact.PersonId, portal.Clock.GetUtcNow()), (task.Kind, task.Person.Id, task.Since));
        Assert.Equal(2, (await portal.OutboxAsync()).Count(m => m.Kind == MailKind.RightsTask && m.Subject.Contains("er fratrådt", StringComparison.Ordinal)));

        Assert.Equal(RightsOutcome.HasLeft, await portal.Rights.AppointAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.Done, await portal.Rights.WithdrawAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Equal(RightsOutcome.HasLeft, await portal.Rights.GrantAsync(birthe, contact.PersonId, CancellationToken));
        Assert.Empty(RightsTasks.In(await portal.LoadSnapshotAsync(Aarhus)));
    }

    [Theory, EveryDatabase]
    public async Task LastAdministrator_Leaves_TheAgencyIsMailed(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (birthe, bo) = (await AdministratorAsync(portal), await AdministratorAsync(portal));
        await portal.AddAsync(APerson().In(OrganisationCode.Agency).Named("Jens Winther").WithEmail("jens@ams.example"));
        Assert.IsType<PersonOutcome.Saved>(await Service(portal).MarkLeftAsync(birthe, bo.PersonId, CancellationToken));
        Assert.Empty(await portal.OutboxAsync());
        Assert.Equal(RightsOutcome.LastAdministrator, await portal.Rights.DismissAsync(birthe, birthe.PersonId, CancellationToken));
        Assert.IsType<PersonOutcome.Saved>(await Service(portal).MarkLeftAsync(birthe, birthe.PersonId, CancellationToken));
        Assert.Equal("Jens Winther", await portal.RecipientsAsync(MailKind.LeftAdministrator));
        Assert.Equal(1, await portal.DispatchAsync());
        Assert.Contains(await portal.HistoryAsync(Aarhus), l => l.Kind == HistoryKind.AdministratorDismissed && l.Subject == birthe.PersonId);
        Assert.IsType<PersonOutcome.NotFound>(await Service(portal).TakeBackAsync(birthe, bo.PersonId, CancellationToken));
        Assert.Empty((await portal.LoadSnapshotAsync(Aarhus)).Rights.Administrators);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonTakenBack_WhoseRidIsAnothersByNow_SaysWhose(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = (await SavedAsync(portal, birthe, NewPerson)).Person;
        await Service(portal).MarkLeftAsync(birthe, anne.Id, CancellationToken);
        await portal.AddAsync(APerson().Named("Ny Mand").WithRid("12345678"));
        var taken = Assert.IsType<PersonOutcome.Invalid>(await Service(portal).TakeBackAsync(birthe, anne.Id, CancellationToken));
        Assert.Equal([new(PersonField.Rid, PersonError.RidTaken, "Ny Mand")], taken.Errors);

        var left = Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == anne.Id);
        var back = await SavedAsync(portal, birthe, PersonDraft.Of(left).With(PersonField.HasLeft, false).With(PersonField.Rid, ""));
        Assert.Equal(("", Uuid, false), (back.Person.Values.Rid, back.Person.Values.ProfessionalUuid, back.Person.Values.HasLeft));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task WhoeverIsNoAdministratorNow_ActsOnPersons_GetsNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var ali = await portal.AddActorAsync(APerson());
        Actor[] actors =
        [
            ali, ali with { Role = Role.LocalAdministrator }, birthe with { Role = Role.Agency }, birthe with { Organisation = Roskilde },
            await portal.AddActorAsync(APerson().In(Roskilde).LocalAdministrator()) with { Organisation = Aarhus },
        ];
        foreach (var actor in actors)
        {
            Assert.IsType<PersonOutcome.NotFound>(await SaveAsync(portal, actor, NewPerson with { SaveId = Guid.NewGuid() }));
            Assert.IsType<PersonOutcome.NotFound>(await Service(portal).MarkLeftAsync(actor, birthe.PersonId, CancellationToken));
            Assert.IsType<PersonOutcome.NotFound>(await UndoAsync(portal, actor, PersonEntry.Of(APerson())));
            Assert.Empty(await portal.Directory.AllAsync(actor, CancellationToken));
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task Contact_HeldBySomebodyWhoLeft_HasItsReceiptsGoToEverybodyAsWell(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Amfora);
        await portal.HasQuietlyAsync("Carl");
        await portal.ReceiveAsync(id: "1");
        Assert.Equal("Anne, Bo", await portal.RecipientsAsync(MailKind.Receipt));
        await portal.ForgetMailsAsync();
        await Service(portal).MarkLeftAsync(birthe, anne.PersonId, CancellationToken);
        await portal.ReceiveAsync(id: "2");
        await portal.ReceiveAsync(Raadighed, id: "3");
        var receipts = (await portal.OutboxAsync()).Where(m => m.Kind == MailKind.Receipt).ToList();
        Assert.Equal("Anne, Anne, Bo, Bo, Carl, Carl", await portal.RecipientsAsync(MailKind.Receipt));
        Assert.Equal(3, receipts.Count(m => MailContent.FromJson(m.Body).Paragraphs.Any(p => p.StartsWith("Anne har ansvaret for AMFORA i Aarhus, men er fratrådt.", StringComparison.Ordinal))));

        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        var preview = MailPreview.Of(snapshot, ContactDraft.Of(snapshot.Find(anne.Id)!));
        Assert.Equal(["Anne", "Bo", "Carl"], preview.Receipts.Single(r => r.Type.Code == Amfora).Recipients.Select(r => r.Name));
    }

    [Theory, EveryDatabase]
    public async Task RidOfAHolderWhoLeft_GivenToAColleague_LetsThemTakeThePlaceOver(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var contact = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne").WithRid("12345678")));
        await Service(portal).MarkLeftAsync(birthe, contact.PersonId, CancellationToken);
        Person bo = APerson().Named("Bo").WithRid("12345678");
        await portal.AddAsync(bo);
        var draft = ContactDraft.Of(contact).With(ContactField.Name, bo.Name).With(ContactField.Email, bo.Email);
        var saved = await portal.SavedAsync(AnActor(), draft);
        Assert.Equal((bo.Id, "Bo"), (saved.PersonId, saved.Values.Name));
        Assert.Null(Assert.Single((await portal.LoadSnapshotAsync(Aarhus)).Active).HolderLeft);
    }

    [Theory, EveryDatabase]
    public async Task PersonWithoutRid_MadeAContact_IsNamedByTheUuid(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await AdministratorAsync(portal);
        var anne = (await SavedAsync(portal, birthe, NewPerson with { Typed = NewPerson.Typed with { Rid = "" } })).Person;
        var draft = new ContactDraft { Typed = new() { Rid = Uuid.ToUpperInvariant(), Name = "Anne Holm", Email = "anne@kommune.example" } };
        var saved = await portal.SavedAsync(AnActor(), draft);
        Assert.Equal((anne.Id, Uuid), (saved.PersonId, saved.Values.Rid));
        Assert.IsType<SaveOutcome.AlreadyContact>(await portal.SaveAsync(AnActor(), draft with { SaveId = Guid.NewGuid(), Typed = draft.Typed with { Rid = $"{anne.Id}" } }));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Person_ChangedBehindThePortalsBack_IsFoundByVerification(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = (await SavedAsync(portal, await AdministratorAsync(portal), NewPerson)).Person;
        await portal.TamperAsync($"""UPDATE "PersonIdentifiers" SET "Value" = '99999999' WHERE "Kind" = 'Rid' AND "Value" = '12345678'""");
        Assert.Equal([new(Aarhus, anne.Version, HistoryFaultKind.WrongPerson)], (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private static PersonService Service(PortalUnderTest portal) => portal.Get<PersonService>();

    private static Task<Actor> AdministratorAsync(PortalUnderTest portal) => portal.AddActorAsync(APerson().LocalAdministrator());

    private static Task<PersonOutcome> SaveAsync(PortalUnderTest portal, Actor actor, PersonDraft draft) => Service(portal).SaveAsync(actor, draft, CancellationToken);

    private static async Task<PersonOutcome.Saved> SavedAsync(PortalUnderTest portal, Actor actor, PersonDraft draft) =>
        Assert.IsType<PersonOutcome.Saved>(await SaveAsync(portal, actor, draft));

    private static Task<PersonOutcome> UndoAsync(PortalUnderTest portal, Actor actor, PersonEntry person) =>
        Service(portal).UndoAsync(actor, new(person.Id, person.Version, Guid.NewGuid()), CancellationToken);
}
