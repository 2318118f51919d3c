using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Contacts;

public sealed class ContactServiceTests
{
    [Theory, EveryDatabase]
    public async Task NewContact_Saved_HoldsThePersonOfTheDirectory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person person = APerson().Named("Anne Holm");
        await portal.AddAsync(person);
        var draft = ADraftOf(person).With(ContactField.Mobile, "28 12 34 56").With(ContactField.ResponsibilityFor(Raadighed), ticked: true);
        Actor mette = AnActor().Named("Mette Holm");

        var saved = (await portal.SaveAsync(mette, draft)).Is<SaveOutcome.Saved>();

        var contact = await portal.FindAsync(Aarhus, saved.Contact.Id);
        Assert.Equal(saved.Contact, contact);
        Assert.Equal(
            new()
            {
                Rid = person.Rid.Digits, Name = "Anne Holm", Email = person.Email, Mobile = "+4528123456", Responsibilities = [Raadighed],
            },
            contact!.Values);
        Assert.Equal(
            (1, "Mette Holm", mette.PersonId, portal.Clock.GetUtcNow()),
            (contact.Version, contact.ChangedBy, contact.ChangedById, contact.ChangedAt));
        Assert.Equal(HistoryKind.ContactCreated, Assert.Single(await portal.HistoryAsync(Aarhus)).Kind);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task UnknownRid_Saved_IsReportedAndWritesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var invalid = (await portal.SaveAsync(AnActor(), ADraftOf(APerson()))).Is<SaveOutcome.Invalid>();
        Assert.Equal([new(ContactField.Rid, ContactError.RidUnknown)], invalid.Errors);
        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task UnknownRid_SavedWithOtherInvalidFields_IsReportedTogetherWithThem(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        ValidationError[] both = [new(ContactField.Rid, ContactError.RidUnknown), new(ContactField.Email, ContactError.EmailMalformed)];
        var made = ADraftOf(APerson()).With(ContactField.Email, "ingen adresse");
        Assert.Equal(both, (await portal.SaveAsync(AnActor(), made)).Is<SaveOutcome.Invalid>().Errors);
        var changed = ContactDraft.Of(contact).With(ContactField.Rid, "99999999").With(ContactField.Email, "ingen adresse");
        Assert.Equal(both, (await portal.SaveAsync(AnActor(), changed)).Is<SaveOutcome.Invalid>().Errors);
        var known = ContactDraft.Of(contact).With(ContactField.Email, "ingen adresse");
        Assert.Equal(both[1..], (await portal.SaveAsync(AnActor(), known)).Is<SaveOutcome.Invalid>().Errors);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RidOfAnotherOrganisationsPerson_Saved_IsUnknownHere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person stranger = APerson().In(Roskilde);
        await portal.AddAsync(stranger);
        var invalid = (await portal.SaveAsync(AnActor().In(Aarhus), ADraftOf(stranger))).Is<SaveOutcome.Invalid>();
        Assert.Equal(ContactError.RidUnknown, Assert.Single(invalid.Errors).Error);
    }

    [Theory, EveryDatabase]
    public async Task SameRidInTwoOrganisations_Saved_IsAContactInEach(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var here = await portal.AddAsync(AContact().HeldBy(APerson().In(Aarhus).WithRid("12345678")));
        var there = await portal.AddAsync(AContact().HeldBy(APerson().In(Roskilde).WithRid("12345678")));
        Assert.NotEqual(here.Id, there.Id);
        Assert.Equal((1, 1), (here.Version, there.Version));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RidOfAnActiveContact_SavedAsNew_LeadsToThatContact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact();
        var contact = await portal.AddAsync(builder);
        var already = (await portal.SaveAsync(AnActor(), ADraftOf(builder.Person))).Is<SaveOutcome.AlreadyContact>();
        Assert.Equal(contact, already.Contact);
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task RidOfADeactivatedContact_SavedAsNew_LeadsToThatContact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact().Deactivated();
        await portal.AddAsync(builder);
        var already = (await portal.SaveAsync(AnActor(), ADraftOf(builder.Person))).Is<SaveOutcome.AlreadyContact>();
        Assert.True(already.Contact.Values.Deactivated);
    }

    [Theory, EveryDatabase]
    public async Task RidOfAnotherContact_WrittenOverAContacts_LeadsToThatContact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (one, other) = (await portal.AddAsync(AContact()), await portal.AddAsync(AContact()));
        var draft = ContactDraft.Of(one).With(ContactField.Rid, other.Values.Rid);
        Assert.Equal(other, (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.AlreadyContact>().Contact);
        Assert.Equal(one, await portal.FindAsync(Aarhus, one.Id));
    }

    [Theory, EveryDatabase]
    public async Task FieldsChanged_Saved_AreStoredAndTheirNewVersionIsTheLatest(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var draft = ContactDraft.Of(contact)
            .With(ContactField.Name, "Nyt Navn")
            .With(ContactField.Email, "nyt@kommune.example")
            .With(ContactField.Mobile, "28123456")
            .With(ContactField.Phone, "33 66 33 66")
            .With(ContactField.ResponsibilityFor(Amfora), ticked: false)
            .With(ContactField.ResponsibilityFor(Resultat), ticked: true);

        var saved = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>();

        Assert.Equal(draft.Touched, saved.Changed);
        Assert.Equal(draft.Typed.Normalised(), saved.Contact.Values);
        Assert.Equal(saved.Contact, await portal.FindAsync(Aarhus, contact.Id));
        Assert.Equal((2, portal.Clock.GetUtcNow()), (saved.Contact.Version, saved.Contact.ChangedAt));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactDeactivatedAndBroughtBack_Saved_StandsAsBefore(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora, Resultat));
        var gone = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true)))
            .Is<SaveOutcome.Saved>();
        Assert.True(gone.Contact.Values.Deactivated);
        Assert.Equal([ContactField.Deactivated], gone.Changed);
        var back = (await portal.SaveAsync(AnActor(), ContactDraft.Of(gone.Contact).With(ContactField.Deactivated, ticked: false)))
            .Is<SaveOutcome.Saved>();
        Assert.Equal(contact.Values, back.Contact.Values);
        Assert.Equal(back.Contact, await portal.FindAsync(Aarhus, contact.Id));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactThatIsDeactivated_ChangedOtherwise_KeepsItsDate(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().Deactivated());
        var since = portal.Clock.GetUtcNow();
        portal.Clock.Advance(TimeSpan.FromDays(3));
        (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Mobile, "28123456"))).Is<SaveOutcome.Saved>();
        await using var db = await portal.ReadAsync();
        Assert.Equal(since, Assert.Single(db.Contacts).DeactivatedAt);
    }

    [Theory, EveryDatabase]
    public async Task AnotherOrganisationsContact_Saved_IsAnsweredAsOneThatDoesNotExist(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var theirs = await portal.AddAsync(AContact().In(Roskilde));
        var draft = ContactDraft.Of(theirs).With(ContactField.Name, "Overtaget");

        var stranger = await portal.SaveAsync(AnActor().In(Aarhus), draft);
        var missing = await portal.SaveAsync(AnActor().In(Aarhus), draft with { ContactId = Guid.NewGuid() });

        stranger.Is<SaveOutcome.NotFound>();
        Assert.Equal(missing, stranger);
        Assert.Equal(theirs, await portal.FindAsync(Roskilde, theirs.Id));
        Assert.Empty(await portal.HistoryAsync(Aarhus));
        Assert.Single(await portal.HistoryAsync(Roskilde));
    }

    [Theory, EveryDatabase]
    public async Task AnotherOrganisationsSave_RepeatedHere_RevealsNothingOfIt(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact().In(Roskilde);
        await portal.AddAsync(builder.Person);
        var draft = builder.Draft();
        var theirs = (await portal.SaveAsync(AnActor().In(Roskilde), draft)).Is<SaveOutcome.Saved>().Contact;
        (await portal.SaveAsync(AnActor().In(Aarhus), draft with { ContactId = theirs.Id })).Is<SaveOutcome.NotFound>();
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Agency_SavesAContact_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        (await portal.SaveAsync(AnActor().As(Role.Agency), ContactDraft.Of(contact).With(ContactField.Name, "X")))
            .Is<SaveOutcome.NotFound>();
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task LocalAdministrator_SavesAContact_MayDoSo(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn");
        (await portal.SaveAsync(AnActor().As(Role.LocalAdministrator), draft)).Is<SaveOutcome.Saved>();
    }

    [Theory, EveryDatabase]
    public async Task SameDraft_SentTwice_IsOneChangeWithTheSameAnswer(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn");
        var (first, second) = (await portal.SaveAsync(AnActor(), draft), await portal.SaveAsync(AnActor(), draft));
        Assert.Equal(first.Is<SaveOutcome.Saved>().Contact, second.Is<SaveOutcome.Saved>().Contact);
        Assert.Equal(first.Is<SaveOutcome.Saved>().Changed, second.Is<SaveOutcome.Saved>().Changed);
        Assert.Equal(2, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabase]
    public async Task NewContact_SentTwice_IsOneContact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact();
        await portal.AddAsync(builder.Person);
        var draft = builder.Draft();
        var outcomes = await Task.WhenAll(portal.SaveAsync(AnActor(), draft), portal.SaveAsync(AnActor(), draft));
        Assert.Equal(outcomes[0].Is<SaveOutcome.Saved>().Contact, outcomes[1].Is<SaveOutcome.Saved>().Contact);
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task DraftThatWentOnAfterItsAnswerWasLost_Saved_IsSavedToo(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn");
        (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>();

        var typed = draft.With(ContactField.Phone, "33663366");
        (await portal.SaveAsync(AnActor(), typed)).Is<SaveOutcome.Saved>();
        Assert.Equal(typed.Typed.Normalised(), (await portal.FindAsync(Aarhus, contact.Id))!.Values);
        var ticked = typed.With(ContactField.ResponsibilityFor(Amfora), ticked: true);
        (await portal.SaveAsync(AnActor(), ticked)).Is<SaveOutcome.Saved>();

        Assert.Equal(ticked.Typed.Normalised(), (await portal.FindAsync(Aarhus, contact.Id))!.Values);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ConflictDecidedAfterTheAnswerWasLost_Saved_StandsAsDecided(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Mit");
        var mine = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>().Contact;
        var theirs = (await portal.SaveAsync(AnActor(), ContactDraft.Of(mine).With(ContactField.Name, "Deres")))
            .Is<SaveOutcome.Saved>().Contact;

        var asked = draft.MergeUpdate(theirs);
        (await portal.SaveAsync(AnActor(), asked.KeepMine(Assert.Single(asked.Conflicts)))).Is<SaveOutcome.Saved>();

        Assert.Equal("Mit", (await portal.FindAsync(Aarhus, contact.Id))!.Values.Name);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NewContactWithABaseOfItsOwn_Saved_IsTakenAsItWasTyped(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact();
        await portal.AddAsync(builder.Person);
        var draft = builder.Draft();
        var saved = (await portal.SaveAsync(AnActor(), draft with { Seen = ValidValues() with { Mobile = "28123456" } }))
            .Is<SaveOutcome.Saved>();
        Assert.Equal(draft.Typed, saved.Contact.Values);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task StaleDraftOfOtherFields_Saved_MergesAndReturnsTheResult(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        var (mine, theirs) = (ContactDraft.Of(contact), ContactDraft.Of(contact));
        (await portal.SaveAsync(
            AnActor(), theirs.With(ContactField.Phone, "33663366").With(ContactField.ResponsibilityFor(Amfora), ticked: false)))
            .Is<SaveOutcome.Saved>();

        var saved = (await portal.SaveAsync(
            AnActor(), mine.With(ContactField.Name, "Nyt Navn").With(ContactField.ResponsibilityFor(Resultat), ticked: true)))
            .Is<SaveOutcome.Saved>();

        Assert.Equal([ContactField.Phone, ContactField.ResponsibilityFor(Amfora)], saved.Merged);
        Assert.Equal([ContactField.Name, ContactField.ResponsibilityFor(Resultat)], saved.Changed);
        Assert.Equal(
            contact.Values with { Name = "Nyt Navn", Phone = "+4533663366", Responsibilities = [Resultat] },
            (await portal.FindAsync(Aarhus, contact.Id))!.Values);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task StaleDraftOfTheSameField_Saved_IsAskedAboutAndWritesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var (mine, theirs) =
            (ContactDraft.Of(contact).With(ContactField.Name, "Mit"), ContactDraft.Of(contact).With(ContactField.Name, "Deres"));
        var saved = (await portal.SaveAsync(AnActor(), theirs)).Is<SaveOutcome.Saved>();

        var overtaken = (await portal.SaveAsync(AnActor(), mine)).Is<SaveOutcome.Conflict>();
        Assert.Equal(saved.Contact, overtaken.Contact);
        Assert.Equal(saved.Contact, await portal.FindAsync(Aarhus, contact.Id));

        var asked = mine.MergeUpdate(overtaken.Contact);
        (await portal.SaveAsync(AnActor(), asked)).Is<SaveOutcome.Conflict>();
        (await portal.SaveAsync(AnActor(), asked.KeepMine(Assert.Single(asked.Conflicts)))).Is<SaveOutcome.Saved>();
        Assert.Equal("Mit", (await portal.FindAsync(Aarhus, contact.Id))!.Values.Name);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NothingChanged_Saved_WritesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var saved = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact))).Is<SaveOutcome.Saved>();
        Assert.Empty(saved.Changed);
        Assert.Equal(contact, saved.Contact);
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task InvalidValue_Saved_IsNamedAndWritesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var invalid = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "12")))
            .Is<SaveOutcome.Invalid>();
        Assert.Equal([new(ContactField.Phone, ContactError.NumberIsExtension)], invalid.Errors);
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task AnotherPerson_TakesThePlace_KeepsItAndItsResponsibilities(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora, Raadighed));
        Person colleague = APerson().Named("Bo Dam");
        await portal.AddAsync(colleague);
        var draft = ContactDraft.Of(contact)
            .With(ContactField.Rid, colleague.Rid.Digits).With(ContactField.Name, colleague.Name).With(ContactField.Email, colleague.Email);

        var saved = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>();

        Assert.Equal(contact.Id, saved.Contact.Id);
        Assert.Equal(contact.Values.Responsibilities, saved.Contact.Values.Responsibilities);
        await using var db = await portal.ReadAsync();
        Assert.Equal(colleague.Id, Assert.Single(db.Contacts).PersonId);
        var changes = FieldChanges.Read((await portal.HistoryAsync(Aarhus))[^1].Changes);
        Assert.Contains(new(ContactField.Rid.Key, contact.Values.Rid, colleague.Rid.Digits), changes);
    }

    [Theory, EveryDatabase]
    public async Task ColleaguesName_WrittenOverAContacts_IsAskedAboutAndMayBeDenied(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        Person colleague = APerson().Named("Bo Dam");
        await portal.AddAsync(colleague);
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Bo  Dam ");

        var meant = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.NeedsPersonConfirmation>();
        Assert.Equal(colleague.Id, meant.Person.Id);
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));

        var saved = (await portal.SaveAsync(AnActor(), draft with { SamePerson = true })).Is<SaveOutcome.Saved>();
        Assert.Equal((contact.Values.Rid, "Bo Dam"), (saved.Contact.Values.Rid, saved.Contact.Values.Name));
    }

    [Theory, EveryDatabase]
    public async Task ColleaguesEmail_WrittenOverAContacts_IsAskedAbout(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        Person colleague = APerson();
        await portal.AddAsync(colleague);
        var draft = ContactDraft.Of(contact).With(ContactField.Email, colleague.Email);
        Assert.Equal(colleague.Id, (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.NeedsPersonConfirmation>().Person.Id);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NameOfAnotherOrganisationsPerson_WrittenOverAContacts_IsNotAskedAbout(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(APerson().In(Roskilde).Named("Bo Dam"));
        (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Bo Dam"))).Is<SaveOutcome.Saved>();
    }

    [Theory, EveryDatabase]
    public async Task EightFields_ChangedAtOnceByEight_AllStand(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var wanted = contact.Values with
        {
            Name = "Nyt Navn",
            Email = "nyt@kommune.example",
            Mobile = "+4528123456",
            Phone = "+4533663366",
            Deactivated = true,
            Responsibilities = [Amfora, Raadighed, Resultat],
        };
        var fields = wanted.DifferencesFrom(contact.Values);
        Assert.Equal(8, fields.Length);

        var outcomes = await Task.WhenAll(fields.Select(field => Task.Run(() =>
            portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(field, wanted[field])))));

        Assert.All(outcomes, outcome => outcome.Is<SaveOutcome.Saved>());
        Assert.Equal(wanted, (await portal.FindAsync(Aarhus, contact.Id))!.Values);
        Assert.Equal(Enumerable.Range(1, 9).Select(n => (long)n), (await portal.HistoryAsync(Aarhus)).Select(e => e.Number));
    }

    [Theory, EveryDatabase]
    public async Task OneField_ChangedAtOnceByEight_IsSavedOnceAndAskedAboutSevenTimes(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() =>
            portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, $"Navn {i}")))));
        var saved = Assert.Single(outcomes.OfType<SaveOutcome.Saved>());
        Assert.Equal(7, outcomes.OfType<SaveOutcome.Conflict>().Count());
        Assert.Equal(saved.Contact, await portal.FindAsync(Aarhus, contact.Id));
    }

    [Theory, EveryDatabase]
    public async Task SameRid_CreatedAtOnceByTwo_IsOneContactAndOneAlreadyThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact();
        await portal.AddAsync(builder.Person);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => portal.SaveAsync(AnActor(), builder.Draft()))));
        var saved = Assert.Single(outcomes.OfType<SaveOutcome.Saved>());
        Assert.Equal(saved.Contact, Assert.Single(outcomes.OfType<SaveOutcome.AlreadyContact>()).Contact);
    }
}
