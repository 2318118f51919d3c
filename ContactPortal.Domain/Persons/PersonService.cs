using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The commands that change persons of the directory (P4, P5). Each checks that the actor is a local administrator now, not only when the
/// session began.
/// </summary>
public sealed class PersonService(
    PortalDatabase database, IPersonMails mails, TimeProvider clock, IOptions<OrganisationOptions>? organisations = null)
{
    private readonly PersonWriter writer = new(mails, clock, organisations);

    /// <summary>
    /// Adds or changes the draft's person; the field <see cref="PersonField.HasLeft"/> marks the person as left or returned. Other persons'
    /// changes of other fields are kept (K13); a repeated save is recognised by its id and returns the person as it is now.
    /// </summary>
    public Task<PersonOutcome> SaveAsync(Actor actor, PersonDraft draft, CancellationToken cancellationToken) =>
        AdministerAsync(
            actor, draft.SaveId, mayLeave: draft.Typed.HasLeft && !draft.Seen.HasLeft,
            (db, agencyPersons, token) => SaveAsync(db, actor, draft, agencyPersons, token), cancellationToken);

    /// <summary>Marks a person as left (P5); changes nothing when the person has left already.</summary>
    public Task<PersonOutcome> MarkLeftAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        SetLeftAsync(actor, personId, hasLeft: true, cancellationToken);

    /// <summary>
    /// Marks a person who has left as returned (P5): the identifiers become valid again, the administration is not restored. Invalid when
    /// another person has the RID or UUID now.
    /// </summary>
    public Task<PersonOutcome> MarkReturnedAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        SetLeftAsync(actor, personId, hasLeft: false, cancellationToken);

    /// <summary>
    /// Undoes a change, as a new change (P4). When one of its fields has been changed since, nothing is written and the outcome is
    /// <see cref="PersonOutcome.Conflict"/>. Undoing that a person was added marks the person as left.
    /// </summary>
    public Task<PersonOutcome> UndoAsync(Actor actor, PersonUndo undo, CancellationToken cancellationToken) =>
        AdministerAsync(
            actor, undo.SaveId, mayLeave: true, (db, agencyPersons, token) => UndoAsync(db, actor, undo, agencyPersons, token),
            cancellationToken);

    private Task<PersonOutcome> SetLeftAsync(Actor actor, Guid personId, bool hasLeft, CancellationToken cancellationToken)
    {
        var saveId = Guid.NewGuid();
        return AdministerAsync(actor, saveId, mayLeave: hasLeft, async (db, agencyPersons, token) =>
        {
            if (await FindAsync(db, actor, personId, token) is not { } person)
                return new PersonOutcome.NotFound();
            var values = person.Values with { HasLeft = hasLeft };
            return await writer.WriteAsync(
                db, actor, person, new(values, PersonUpdates.KindOf(person.Values, values), saveId), agencyPersons, token);
        }, cancellationToken);
    }

    private async Task<PersonOutcome> AdministerAsync(
        Actor actor, Guid saveId, bool mayLeave,
        Func<PortalDb, ImmutableArray<Guid>, CancellationToken, Task<CommandResult<PersonOutcome>>> command,
        CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ManagePersons))
            return new PersonOutcome.NotFound();

        // They are mailed when the last administrator leaves, and a municipality's write transaction cannot read them.
        var agencyPersons = mayLeave ? await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken) : [];
        return await database.ExecuteWriteAsync(
            actor,
            async (db, token) => !await AdministratorQueries.IsAdministratorAsync(db, actor, token)
                ? new PersonOutcome.NotFound()
                : await FindRepeatedSaveAsync(db, actor, saveId, token) ?? await command(db, agencyPersons, token),
            cancellationToken);
    }

    private async Task<CommandResult<PersonOutcome>> SaveAsync(
        PortalDb db, Actor actor, PersonDraft draft, ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        var person = draft.PersonId is { } id ? await FindAsync(db, actor, id, cancellationToken) : null;
        if (person is null && !draft.IsNew)
            return new PersonOutcome.NotFound();

        var current = person?.Values ?? PersonValues.Empty;
        var merge = FieldMerge.Of<PersonValues, PersonField>(draft.IsNew ? PersonValues.Empty : draft.Seen, current, draft.Typed);
        if (!merge.Conflicts.IsEmpty)
            return new PersonOutcome.Conflict(PersonEntry.Of(person!));

        var kind = person is null ? HistoryKind.PersonAdded : PersonUpdates.KindOf(current, merge.Values);
        return await writer.WriteAsync(
            db, actor, person,
            new(merge.Values, kind, draft.SaveId) { Merged = merge.FromTheirs, Confirmed = draft.Confirmed }, agencyPersons,
            cancellationToken);
    }

    private async Task<CommandResult<PersonOutcome>> UndoAsync(
        PortalDb db, Actor actor, PersonUndo undo, ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        var person = await FindAsync(db, actor, undo.PersonId, cancellationToken);
        var entry = await db.History.AsNoTracking().SingleOrDefaultAsync(
            e => e.Organisation == actor.Organisation && e.Subject == undo.PersonId && e.Number == undo.Number, cancellationToken);
        if (person is null || entry is null || !IsUndoable(entry.Kind))
            return new PersonOutcome.NotFound();

        var (current, changes) = (person.Values, FieldChanges.ReadFields(entry.Changes));
        if (changes.Any(change => current[new(change.Field)] != change.To))
            return new PersonOutcome.Conflict(PersonEntry.Of(person));

        var values = entry.Kind == HistoryKind.PersonAdded
            ? current with { HasLeft = true }
            : changes.Aggregate(current, (values, change) => values.With(new(change.Field), change.From));
        return await writer.WriteAsync(
            db, actor, person, new(values, HistoryKind.PersonUndone, undo.SaveId) { Confirmed = true }, agencyPersons, cancellationToken);
    }

    private static bool IsUndoable(HistoryKind kind) =>
        kind is HistoryKind.PersonAdded or HistoryKind.PersonChanged or HistoryKind.PersonUndone or HistoryKind.PersonLeft
            or HistoryKind.PersonReturned;

    private static async Task<PersonOutcome?> FindRepeatedSaveAsync(
        PortalDb db, Actor actor, Guid saveId, CancellationToken cancellationToken)
    {
        var entry = await db.History.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Organisation == actor.Organisation && e.SaveId == saveId, cancellationToken);
        return entry is not null && IsUndoable(entry.Kind) && await FindAsync(db, actor, entry.Subject, cancellationToken) is { } person
            ? new PersonOutcome.Saved(
                PersonEntry.Of(person), [.. FieldChanges.ReadFields(entry.Changes).Select(c => new PersonField(c.Field))], [])
            : null;
    }

    private static Task<Person?> FindAsync(PortalDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        db.Persons.SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Id == id, cancellationToken);
}
