using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Contacts;

/// <summary>"Fortryd": the last change is undone by a new change, and never overwrites somebody else's (K16).</summary>
public sealed class UndoTests
{
    [Theory, EveryDatabase]
    public async Task Change_Undone_BringsTheFormerStateBackAsANewChange(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().WithMobile("28123456").ResponsibleFor(Amfora));
        var changed = await portal.SavedAsync(
            AnActor(),
            ContactDraft.Of(contact).With(ContactField.Mobile, "").With(ContactField.Email, "ny@kommune.example")
                .With(ContactField.ResponsibilityFor(Amfora), ticked: false).With(ContactField.ResponsibilityFor(Resultat), ticked: true));
        Actor mette = AnActor().Named("Mette Holm");

        var undone = (await portal.UndoAsync(mette, UndoOf(changed))).Is<SaveOutcome.Saved>();

        Assert.Equal(contact.Values, undone.Contact.Values);
        Assert.Equal(undone.Contact, await portal.FindAsync(Aarhus, contact.Id));
        Assert.Equal((3, "Mette Holm"), (undone.Contact.Version, undone.Contact.ChangedBy));
        var entries = await portal.HistoryAsync(Aarhus);
        Assert.Equal(3, entries.Count);
        Assert.Equal((HistoryKind.ContactUndone, mette.PersonId), (entries[2].Kind, entries[2].ActorId));
        Assert.Equal(
            FieldChanges.Read(entries[1].Changes).Select(c => new FieldChange(c.Field, c.To, c.From)),
            FieldChanges.Read(entries[2].Changes));
        Assert.Equal(undone.Changed.Select(f => f.Key), FieldChanges.Read(entries[2].Changes).Select(c => c.Field));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeWhoseFieldSomebodyChangedSince_Undone_IsAConflictAndNothingIsDone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var mine = await portal.SavedAsync(
            AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "min@kommune.example").With(ContactField.Phone, "33663366"));
        var theirs = await portal.SavedAsync(AnActor(), ContactDraft.Of(mine).With(ContactField.Email, "deres@kommune.example"));

        var overtaken = (await portal.UndoAsync(AnActor(), UndoOf(mine))).Is<SaveOutcome.Conflict>();

        Assert.Equal(theirs, overtaken.Contact);
        Assert.Equal(theirs, await portal.FindAsync(Aarhus, contact.Id));
        Assert.Equal(3, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeWithOtherFieldsChangedSince_Undone_LeavesThoseAsTheyAre(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var mine = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "min@kommune.example"));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(mine).With(ContactField.Phone, "33663366"));

        var undone = (await portal.UndoAsync(AnActor(), UndoOf(mine))).Is<SaveOutcome.Saved>();

        Assert.Equal(contact.Values with { Phone = "+4533663366" }, undone.Contact.Values);
        Assert.Equal([ContactField.Email], undone.Changed);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeTakenBackByHandSince_Undone_IsAConflict(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var mine = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "min@kommune.example"));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(mine).With(ContactField.Email, contact.Values.Email));
        (await portal.UndoAsync(AnActor(), UndoOf(mine))).Is<SaveOutcome.Conflict>();
        Assert.Equal(3, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Undoing_UndoneItself_IsTheChangeAgain(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var mine = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "min@kommune.example"));
        var undone = (await portal.UndoAsync(AnActor(), UndoOf(mine))).Is<SaveOutcome.Saved>().Contact;
        Assert.Equal(mine.Values, (await portal.UndoAsync(AnActor(), UndoOf(undone))).Is<SaveOutcome.Saved>().Contact.Values);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task EntryThatChangedNoField_Undone_IsRefusedAndNothingIsDone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (contact, substitute) = (await portal.AddAsync(AContact()), await portal.AddAsync(AContact()));
        Actor actor = AnActor();
        var today = DanishCalendar.Of(portal.Clock.GetUtcNow());
        Assert.Equal(
            AbsenceOutcome.Done,
            await portal.Absences.AddAsync(actor, contact.Id, today, today, substitute.Id, TestContext.Current.CancellationToken));
        var entries = await portal.HistoryAsync(Aarhus);
        Assert.Equal(HistoryKind.AbsenceAdded, entries[^1].Kind);

        (await portal.UndoAsync(actor, new(contact.Id, entries[^1].Number, Guid.NewGuid()))).Is<SaveOutcome.NotFound>();
        Assert.Equal(entries.Count, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NewContact_Undone_IsDeactivatedAndKeepsItsFields(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().WithMobile("28123456").ResponsibleFor(Amfora));
        var undone = (await portal.UndoAsync(AnActor(), UndoOf(contact))).Is<SaveOutcome.Saved>();
        Assert.Equal(contact.Values with { Deactivated = true }, undone.Contact.Values);
        Assert.Equal([ContactField.Deactivated], undone.Changed);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task NewContactDeactivatedSince_Undone_WritesNoEmptyEntry(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var gone = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        var undone = (await portal.UndoAsync(AnActor(), UndoOf(contact))).Is<SaveOutcome.Saved>();
        Assert.Equal(gone, undone.Contact);
        Assert.Empty(undone.Changed);
        Assert.Equal(2, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabase]
    public async Task ChangeOfPerson_Undone_GivesThePlaceBackToTheFormerPerson(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Resultat));
        var changed = await TakesOverAsync(portal, contact, APerson());
        var undone = (await portal.UndoAsync(AnActor(), UndoOf(changed))).Is<SaveOutcome.Saved>().Contact;
        Assert.Equal((contact.Values, contact.PersonId), (undone.Values, undone.PersonId));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeOfPersonWhoHasBecomeAnotherContactSince_Undone_LeadsToThatContact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var builder = AContact();
        var changed = await TakesOverAsync(portal, await portal.AddAsync(builder), APerson());
        var elsewhere = await portal.SavedAsync(AnActor(), builder.Draft());
        Assert.Equal(elsewhere, (await portal.UndoAsync(AnActor(), UndoOf(changed))).Is<SaveOutcome.AlreadyContact>().Contact);
        Assert.Equal(changed, await portal.FindAsync(Aarhus, changed.Id));
    }

    [Theory, EveryDatabase]
    public async Task SameUndo_SentTwice_IsOneChangeWithTheSameAnswer(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var mine = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "min@kommune.example"));
        var undo = UndoOf(mine);
        var first = (await portal.UndoAsync(AnActor(), undo)).Is<SaveOutcome.Saved>();
        var second = (await portal.UndoAsync(AnActor(), undo)).Is<SaveOutcome.Saved>();
        Assert.Equal((first.Contact, first.Changed.Single()), (second.Contact, second.Changed.Single()));
        Assert.Equal(3, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabase]
    public async Task AnotherOrganisationsChange_Undone_IsAnsweredAsOneThatDoesNotExist(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().In(Roskilde));
        var own = await portal.AddAsync(AContact());
        (await portal.UndoAsync(AnActor().In(Aarhus), UndoOf(contact))).Is<SaveOutcome.NotFound>();
        (await portal.UndoAsync(AnActor().In(Aarhus), new(own.Id, Number: 99, Guid.NewGuid()))).Is<SaveOutcome.NotFound>();
        (await portal.UndoAsync(AnActor().In(Aarhus), new(Guid.NewGuid(), own.Version, Guid.NewGuid()))).Is<SaveOutcome.NotFound>();
        Assert.Equal(contact, await portal.FindAsync(Roskilde, contact.Id));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task AnotherContactsChange_UndoneOnThisOne_DoesNotExist(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (one, other) = (await portal.AddAsync(AContact()), await portal.AddAsync(AContact()));
        (await portal.UndoAsync(AnActor(), new(one.Id, other.Version, Guid.NewGuid()))).Is<SaveOutcome.NotFound>();
        Assert.Equal(one, await portal.FindAsync(Aarhus, one.Id));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Agency_Undoes_IsRefused(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        (await portal.UndoAsync(AnActor().As(Role.Agency), UndoOf(contact))).Is<SaveOutcome.NotFound>();
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
    }

    private static UndoRequest UndoOf(ContactView saved) => new(saved.Id, saved.Version, Guid.NewGuid());

    private static async Task<ContactView> TakesOverAsync(PortalUnderTest portal, ContactView contact, Person person)
    {
        await portal.AddAsync(person);
        return await portal.SavedAsync(
            AnActor(),
            ContactDraft.Of(contact).With(ContactField.Rid, person.Rid.Digits).With(ContactField.Name, person.Name).With(
                ContactField.Email, person.Email));
    }
}
