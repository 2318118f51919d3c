using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Contacts;

/// <summary>The commands that change contacts. Each checks the actor's right first.</summary>
public sealed class ContactService(
    PortalDatabase database, IContactMails mails, TimeProvider clock, IOptions<OrganisationOptions>? organisations = null)
{
    private readonly OrganisationOptions organisations = (organisations ?? OrganisationOptions.None).Value;

    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, CancellationToken, Task<HistoryEntry?>>> EntryOfSave =
        new(() => EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid saveId, CancellationToken cancellationToken) =>
            db.History.AsNoTracking().SingleOrDefault(e => e.Organisation == organisation && e.SaveId == saveId)));

    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, CancellationToken, Task<Contact?>>> ContactOf = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken) =>
            db.Contacts.SingleOrDefault(c => c.Organisation == organisation && c.Id == id)));

    /// <summary>
    /// Creates or changes the draft's contact (K5, K6, K8-K10). Other persons' changes of other fields are kept (K13); a repeated save is
    /// recognised by its id and returns the first outcome.
    /// </summary>
    public Task<SaveOutcome> SaveAsync(Actor actor, ContactDraft draft, CancellationToken cancellationToken) =>
        actor.May(Actions.EditContacts)
            ? database.ExecuteWriteAsync(actor, (db, token) => SaveAsync(db, actor, draft, token), cancellationToken)
            : Task.FromResult<SaveOutcome>(new SaveOutcome.NotFound());

    /// <summary>
    /// Undoes a change, as a new change (K16). When one of its fields has been changed since, nothing is written and the outcome is
    /// <see cref="SaveOutcome.Conflict"/>.
    /// </summary>
    public Task<SaveOutcome> UndoAsync(Actor actor, UndoRequest undo, CancellationToken cancellationToken) =>
        actor.May(Actions.EditContacts)
            ? database.ExecuteWriteAsync(actor, (db, token) => UndoAsync(db, actor, undo, token), cancellationToken)
            : Task.FromResult<SaveOutcome>(new SaveOutcome.NotFound());

    private async Task<CommandResult<SaveOutcome>> SaveAsync(
        PortalDb db, Actor actor, ContactDraft draft, CancellationToken cancellationToken)
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

        // Unchanged responsibilities are valid already, which saves the query.
        IReadOnlyCollection<string> types = values.Responsibilities.SetEquals(current.Responsibilities)
            ? current.Responsibilities
            : await db.DeliveryTypes.AsNoTracking().Select(t => t.Code).ToListAsync(cancellationToken);
        if (await ValidateAsync(db, actor, draft, values, changed, types, cancellationToken) is { IsEmpty: false } errors)
            return new SaveOutcome.Invalid(
                await ContactHolderResolver.WithUnknownRidAsync(db, actor, contact, values, errors, cancellationToken));

        var (refusal, person) = await ContactHolderResolver.ResolveAsync(db, actor, contact, values, draft.SamePerson, cancellationToken);
        if (refusal is not null)
            return refusal;

        contact ??= db.Contacts.Add(new() { Organisation = actor.Organisation, Id = Guid.CreateVersion7(clock.GetUtcNow()) }).Entity;
        var kind = draft.IsNew ? HistoryKind.ContactCreated : HistoryKind.ContactChanged;
        var history = await WriteAsync(db, actor, contact, values, person, kind, draft.SaveId, cancellationToken);
        return history.ResultOf<SaveOutcome>(new SaveOutcome.Saved(ContactView.Of(contact), changed, merge.FromTheirs));
    }

    /// <summary>The errors of the values, with the questions about changed ones that the user has not answered.</summary>
    private async Task<ImmutableArray<ValidationError>> ValidateAsync(
        PortalDb db, Actor actor, ContactDraft draft, ContactValues values, ImmutableArray<ContactField> changed,
        IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        var errors = ContactRules.Validate(values, types)
            .RemoveAll(e => ContactRules.IsQuestion(e.Error) && (draft.Confirmed || !changed.Contains(e.Field)));
        if (!changed.Contains(ContactField.Email) || errors.Any(e => e.Field == ContactField.Email))
            return errors;
        var email = values.Normalised().Email;
        if (organisations.RefusedDomains(actor.Organisation, email) is { } allowed)
            return errors.Add(new(ContactField.Email, ContactError.EmailDomainRefused, allowed));
        return !draft.Confirmed
            && await ContactEmailDomains.FindUnknownAsync(db, actor.Organisation, email, cancellationToken) is { } unknown
            ? errors.Add(new(ContactField.Email, ContactError.EmailDomainUnknown, unknown))
            : errors;
    }

    private async Task<CommandResult<SaveOutcome>> UndoAsync(
        PortalDb db, Actor actor, UndoRequest undo, CancellationToken cancellationToken)
    {
        if (await FindRepeatedSaveAsync(db, actor, undo.SaveId, cancellationToken) is { } repeated)
            return repeated;

        var contact = await FindAsync(db, actor, undo.ContactId, cancellationToken);
        var entry = await db.History.AsNoTracking().SingleOrDefaultAsync(
            e => e.Organisation == actor.Organisation && e.Subject == undo.ContactId && e.Number == undo.Number, cancellationToken);
        if (contact is null || entry is null || !entry.Kind.IsOfContactFields())
            return new SaveOutcome.NotFound();

        var (current, changes) = (contact.Values, FieldChanges.ReadFields(entry.Changes));
        if (changes.Any(change => current[new(change.Field)] != change.To))
            return new SaveOutcome.Conflict(ContactView.Of(contact));

        // Undoing a creation deactivates the contact: one with a history is never deleted.
        var values = entry.Kind == HistoryKind.ContactCreated
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

    /// <summary>Applies the values, appends the history entry, and queues the mails that the change causes.</summary>
    private async Task<HistoryWriter> WriteAsync(
        PortalDb db, Actor actor, Contact contact, ContactValues values, Guid person, HistoryKind kind, Guid saveId,
        CancellationToken cancellationToken)
    {
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        var holder = await ContactUpdates.ApplyAsync(
            db, history, actor, contact, new(values, person, kind, saveId), cancellationToken);
        await mails.ContactSavedAsync(db, actor, contact, holder, history.Timestamp, cancellationToken);
        return history;
    }

    private static async Task<SaveOutcome?> FindRepeatedSaveAsync(
        PortalDb db, Actor actor, Guid saveId, CancellationToken cancellationToken)
    {
        var entry = await EntryOfSave.For(db)(db, actor.Organisation, saveId, cancellationToken);
        return entry?.Kind.IsOfContactFields() == true && await FindAsync(db, actor, entry.Subject, cancellationToken) is { } contact
            ? new SaveOutcome.Saved(
                ContactView.Of(contact), [.. FieldChanges.ReadFields(entry.Changes).Select(c => new ContactField(c.Field))], [])
            : null;
    }

    private static Task<Contact?> FindAsync(PortalDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        ContactOf.For(db)(db, actor.Organisation, id, cancellationToken);
}
