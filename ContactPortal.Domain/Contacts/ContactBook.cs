using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>The commands on contacts: everything that changes one goes through here, rights first.</summary>
public sealed class ContactBook(PortalStore store, TimeProvider clock)
{
    /// <summary>
    /// Creates the draft's contact, or changes it (K5, K6, K8-K10). Changes of other fields made meanwhile by somebody else are kept;
    /// the same draft sent again is recognised and answered as the first time.
    /// </summary>
    public Task<SaveOutcome> SaveAsync(Actor actor, ContactDraft draft, CancellationToken stop) =>
        actor.May(Actions.EditContacts)
            ? store.WriteAsync(actor.Organisation, (db, token) => SaveAsync(db, actor, draft, token), stop)
            : Task.FromResult<SaveOutcome>(new SaveOutcome.NotYours());

    private async Task<SaveOutcome> SaveAsync(PortalDb db, Actor actor, ContactDraft draft, CancellationToken stop)
    {
        if (await RepeatedAsync(db, actor, draft.SaveId, stop) is { } repeated)
            return repeated;

        var contact = draft.ContactId is { } id ? await FindAsync(db, actor, id, stop) : null;
        if (contact is null && !draft.IsNew)
            return new SaveOutcome.NotYours();

        var current = contact?.Values ?? ContactValues.Empty;
        var merge = Merge.Of(draft.IsNew ? ContactValues.Empty : draft.Seen, current, draft.Typed);
        if (!merge.Conflicts.IsEmpty)
            return new SaveOutcome.Overtaken(RosterContact.Of(contact!));

        var (values, changed) = (merge.Values, merge.Values.DifferencesFrom(current));
        if (changed.IsEmpty && contact is not null)
            return new SaveOutcome.Saved(RosterContact.Of(contact), changed, merge.FromTheirs);

        if (ContactRules.Broken(values) is { IsEmpty: false } broken)
            return new SaveOutcome.Invalid(broken);

        var (refusal, person) = await HolderAsync(db, actor, contact, values, draft.SamePerson, stop);
        if (refusal is not null)
            return refusal;

        contact ??= db.Contacts.Add(new() { Organisation = actor.Organisation, Id = Guid.CreateVersion7(clock.GetUtcNow()) }).Entity;
        var pen = await HistoryPen.TakeAsync(db, actor, clock, stop);
        contact.Apply(values, person, actor, pen.NextNumber, pen.At);
        pen.Write(contact.Id, draft.IsNew ? HistoryKind.ContactCreated : HistoryKind.ContactChanged, draft.SaveId, Lines(changed, current, values));
        return new SaveOutcome.Saved(RosterContact.Of(contact), changed, merge.FromTheirs);
    }

    /// <summary>Who will hold the place, or why that can't be.</summary>
    private static async Task<(SaveOutcome? Refusal, Guid Person)> HolderAsync(
        PortalDb db, Actor actor, Contact? contact, ContactValues values, bool samePerson, CancellationToken stop)
    {
        var rid = Rid.Parse(values.Rid);
        if (contact is not null && contact.Rid == rid)
        {
            return samePerson || await NamesakeAsync(db, actor, contact, values, stop) is not { } meant
                ? (null, contact.PersonId)
                : (new SaveOutcome.PersonMeant(meant), default);
        }

        if (await db.Contacts.SingleOrDefaultAsync(c => c.Organisation == actor.Organisation && c.Rid == rid, stop) is { } other)
            return (new SaveOutcome.AlreadyContact(RosterContact.Of(other)), default);

        return await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Rid == rid, stop) is { } person
            ? (null, person.Id)
            : (new SaveOutcome.Invalid([new(ContactField.Rid, ContactError.RidUnknown)]), default);
    }

    /// <summary>The other person whose name or address has been written over a contact's, if the directory has one (K6).</summary>
    private static async Task<Person?> NamesakeAsync(
        PortalDb db, Actor actor, Contact contact, ContactValues values, CancellationToken stop)
    {
        if (values.Name == contact.Name && values.Email == contact.Email)
            return null;

        var meant = await db.Persons.AsNoTracking()
            .Where(p => p.Organisation == actor.Organisation && p.Id != contact.PersonId)
            .Where(p => (p.Name == values.Name && values.Name != contact.Name) || (p.Email == values.Email && values.Email != contact.Email))
            .OrderBy(p => p.Rid)
            .FirstOrDefaultAsync(stop);
        return meant;
    }

    private static async Task<SaveOutcome?> RepeatedAsync(PortalDb db, Actor actor, Guid saveId, CancellationToken stop)
    {
        var line = await db.History.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Organisation == actor.Organisation && e.SaveId == saveId, stop);
        return line is not null && await FindAsync(db, actor, line.Subject, stop) is { } contact
            ? new SaveOutcome.Saved(
                RosterContact.Of(contact), [.. FieldChanges.Read(line.Changes).Select(c => new ContactField(c.Field))], [])
            : null;
    }

    private static Task<Contact?> FindAsync(PortalDb db, Actor actor, Guid id, CancellationToken stop) =>
        db.Contacts.SingleOrDefaultAsync(c => c.Organisation == actor.Organisation && c.Id == id, stop);

    private static ImmutableArray<FieldChange> Lines(ImmutableArray<ContactField> changed, ContactValues from, ContactValues to) =>
        [.. changed.Select(field => new FieldChange(field.Key, from[field], to[field]))];
}
