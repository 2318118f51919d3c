using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>The commands on contacts: everything that changes one goes through here, rights first.</summary>
public sealed class ContactService(PortalDatabase database, Outbox outbox, TimeProvider clock)
{
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, CancellationToken, Task<HistoryEntry?>>> EntryOfSave = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid saveId, CancellationToken cancellationToken) =>
            db.History.AsNoTracking().SingleOrDefault(e => e.Organisation == organisation && e.SaveId == saveId)));

    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, CancellationToken, Task<Contact?>>> ContactOf = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken) =>
            db.Contacts.SingleOrDefault(c => c.Organisation == organisation && c.Id == id)));

    /// <summary>
    /// Creates the draft's contact, or changes it (K5, K6, K8-K10). Changes of other fields made meanwhile by somebody else are kept;
    /// the same draft sent again is recognised and answered as the first time.
    /// </summary>
    public Task<SaveOutcome> SaveAsync(Actor actor, ContactDraft draft, CancellationToken cancellationToken) =>
        actor.May(Actions.EditContacts)
            ? database.ExecuteWriteAsync(actor.Organisation, (db, token) => SaveAsync(db, actor, draft, token), cancellationToken)
            : Task.FromResult<SaveOutcome>(new SaveOutcome.NotFound());

    /// <summary>
    /// Takes a change back, as a new change (K16). When a field of it has been changed since, nothing is done and the answer is
    /// <see cref="SaveOutcome.Conflict"/>.
    /// </summary>
    public Task<SaveOutcome> UndoAsync(Actor actor, UndoRequest undo, CancellationToken cancellationToken) =>
        actor.May(Actions.EditContacts)
            ? database.ExecuteWriteAsync(actor.Organisation, (db, token) => UndoAsync(db, actor, undo, token), cancellationToken)
            : Task.FromResult<SaveOutcome>(new SaveOutcome.NotFound());

    private async Task<CommandResult<SaveOutcome>> SaveAsync(PortalDb db, Actor actor, ContactDraft draft, CancellationToken cancellationToken)
    {
        if (await FindRepeatedSaveAsync(db, actor, draft.SaveId, cancellationToken) is { } repeated)
            return repeated;

        var contact = draft.ContactId is { } id ? await FindAsync(db, actor, id, cancellationToken) : null;
        if (contact is null && !draft.IsNew)
            return new SaveOutcome.NotFound();

        var current = contact?.Values ?? ContactValues.Empty;
        var merge = Merge.Of(draft.IsNew ? ContactValues.Empty : draft.Seen, current, draft.Typed);
        if (!merge.Conflicts.IsEmpty)
            return new SaveOutcome.Conflict(ContactView.Of(contact!));

        var (values, changed) = (merge.Values, merge.Values.DifferencesFrom(current));
        if (changed.IsEmpty && contact is not null)
            return new SaveOutcome.Saved(ContactView.Of(contact), changed, merge.FromTheirs);

        // What was there has passed the rule already: only another choice is compared with the types.
        IReadOnlyCollection<string> types = values.Responsibilities.SetEquals(current.Responsibilities)
            ? current.Responsibilities
            : await db.DeliveryTypes.AsNoTracking().Select(t => t.Code).ToListAsync(cancellationToken);
        if (ContactRules.Validate(values, types) is { IsEmpty: false } broken)
            return new SaveOutcome.Invalid(await ContactHolderResolver.WithUnknownRidAsync(db, actor, contact, values, broken, cancellationToken));

        var (refusal, person) = await ContactHolderResolver.ResolveAsync(db, actor, contact, values, draft.SamePerson, cancellationToken);
        if (refusal is not null)
            return refusal;

        contact ??= db.Contacts.Add(new() { Organisation = actor.Organisation, Id = Guid.CreateVersion7(clock.GetUtcNow()) }).Entity;
        var kind = draft.IsNew ? HistoryKind.ContactCreated : HistoryKind.ContactChanged;
        var history = await WriteAsync(db, actor, contact, values, person, kind, draft.SaveId, cancellationToken);
        return history.ResultOf<SaveOutcome>(new SaveOutcome.Saved(ContactView.Of(contact), changed, merge.FromTheirs));
    }

    private async Task<CommandResult<SaveOutcome>> UndoAsync(PortalDb db, Actor actor, UndoRequest undo, CancellationToken cancellationToken)
    {
        if (await FindRepeatedSaveAsync(db, actor, undo.SaveId, cancellationToken) is { } repeated)
            return repeated;

        var contact = await FindAsync(db, actor, undo.ContactId, cancellationToken);
        var line = await db.History.AsNoTracking().SingleOrDefaultAsync(
            e => e.Organisation == actor.Organisation && e.Subject == undo.ContactId && e.Number == undo.Number, cancellationToken);
        if (contact is null || line is null || !line.Kind.IsOfContactFields())
            return new SaveOutcome.NotFound();

        var (current, changes) = (contact.Values, FieldChanges.Read(line.Changes));
        if (changes.Any(change => current[new(change.Field)] != change.To))
            return new SaveOutcome.Conflict(ContactView.Of(contact));

        // Before it was created there was no contact; a place that has a history is deactivated instead of being wiped out.
        var values = line.Kind == HistoryKind.ContactCreated
            ? current with { Deactivated = true }
            : changes.Aggregate(current, (values, change) => values.With(new(change.Field), change.From));
        if (values == current)
            return new SaveOutcome.Saved(ContactView.Of(contact), [], []);
        var (refusal, person) = await ContactHolderResolver.ResolveAsync(db, actor, contact, values, samePerson: true, cancellationToken);
        if (refusal is not null)
            return refusal;

        var history = await WriteAsync(db, actor, contact, values, person, HistoryKind.ContactUndone, undo.SaveId, cancellationToken);
        return history.ResultOf<SaveOutcome>(new SaveOutcome.Saved(ContactView.Of(contact), values.DifferencesFrom(current), []));
    }

    /// <summary>Gives the contact its values, and tells of it in the history.</summary>
    private async Task<HistoryWriter> WriteAsync(
        PortalDb db, Actor actor, Contact contact, ContactValues values, Guid person, HistoryKind kind, Guid saveId, CancellationToken cancellationToken)
    {
        var current = kind == HistoryKind.ContactCreated ? ContactValues.Empty : contact.Values;
        var holder = kind == HistoryKind.ContactCreated || contact.DeactivatedAt is not null ? null : (Guid?)contact.PersonId;
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        contact.Apply(values, person, actor, history.NextNumber, history.Timestamp);
        await ContactRights.RecordHolderChangeAsync(db, contact, holder, history.Timestamp, cancellationToken);
        if (values.Email != current.Email)
            await BounceProcessor.ClearAsync(db, contact, cancellationToken);
        await outbox.ContactSavedAsync(db, actor, contact, holder, history.Timestamp, cancellationToken);
        history.Append(
            contact.Id, kind, saveId, [.. values.DifferencesFrom(current).Select(f => new FieldChange(f.Key, current[f], values[f]))]);
        return history;
    }

    private static async Task<SaveOutcome?> FindRepeatedSaveAsync(PortalDb db, Actor actor, Guid saveId, CancellationToken cancellationToken)
    {
        var line = await EntryOfSave.For(db)(db, actor.Organisation, saveId, cancellationToken);
        return line?.Kind.IsOfContactFields() == true && await FindAsync(db, actor, line.Subject, cancellationToken) is { } contact
            ? new SaveOutcome.Saved(
                ContactView.Of(contact), [.. FieldChanges.Read(line.Changes).Select(c => new ContactField(c.Field))], [])
            : null;
    }

    private static Task<Contact?> FindAsync(PortalDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        ContactOf.For(db)(db, actor.Organisation, id, cancellationToken);
}
