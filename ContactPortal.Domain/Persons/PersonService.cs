using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The commands on the persons of a directory (P4, P5). Who acts must be local administrator at the moment of the command, whatever the
/// session says.
/// </summary>
public sealed class PersonService(PortalDatabase database, IPersonMails mails, TimeProvider clock)
{
    /// <summary>
    /// Adds the draft's person, or corrects it; a tick in Fratrådt says that the person has left, and taking it away that they are back.
    /// Changes of other fields made meanwhile by somebody else are kept; the same draft sent again is answered as the first time.
    /// </summary>
    public Task<PersonOutcome> SaveAsync(Actor actor, PersonDraft draft, CancellationToken cancellationToken) =>
        AdministerAsync(actor, draft.SaveId, (db, officials, token) => SaveAsync(db, actor, draft, officials, token), cancellationToken);

    /// <summary>Says that a person has left (P5); changes nothing when they have already.</summary>
    public Task<PersonOutcome> MarkLeftAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        SetLeftAsync(actor, personId, hasLeft: true, cancellationToken);

    /// <summary>Says that a person who had left is back; what they were known by opens to them again, their administration does not.</summary>
    public Task<PersonOutcome> TakeBackAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        SetLeftAsync(actor, personId, hasLeft: false, cancellationToken);

    /// <summary>
    /// Takes a change back, as a new change. When a field of it has been changed since, nothing is done and the answer is
    /// <see cref="PersonOutcome.Conflict"/>. Somebody who was added is marked as having left: nothing is erased.
    /// </summary>
    public Task<PersonOutcome> UndoAsync(Actor actor, PersonUndo undo, CancellationToken cancellationToken) =>
        AdministerAsync(actor, undo.SaveId, (db, officials, token) => UndoAsync(db, actor, undo, officials, token), cancellationToken);

    private Task<PersonOutcome> SetLeftAsync(Actor actor, Guid personId, bool hasLeft, CancellationToken cancellationToken)
    {
        var saveId = Guid.NewGuid();
        return AdministerAsync(actor, saveId, async (db, officials, token) =>
        {
            if (await FindAsync(db, actor, personId, token) is not { } person)
                return new PersonOutcome.NotFound();
            var values = person.Values with { HasLeft = hasLeft };
            return await WriteAsync(db, actor, person, values, KindOf(person.Values, values), saveId, [], officials, token);
        }, cancellationToken);
    }

    private async Task<PersonOutcome> AdministerAsync(
        Actor actor, Guid saveId, Func<PortalDb, ImmutableArray<Guid>, CancellationToken, Task<CommandResult<PersonOutcome>>> command,
        CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.KeepPersons))
            return new PersonOutcome.NotFound();

        var officials = await PersonAdministration.OfficialsAsync(database, cancellationToken);
        return await database.ExecuteWriteAsync(
            actor.Organisation,
            async (db, token) => !await PersonAdministration.IsAdministratorAsync(db, actor, token)
                ? new PersonOutcome.NotFound()
                : await RepeatedAsync(db, actor, saveId, token) ?? await command(db, officials, token),
            cancellationToken);
    }

    private async Task<CommandResult<PersonOutcome>> SaveAsync(
        PortalDb db, Actor actor, PersonDraft draft, ImmutableArray<Guid> officials, CancellationToken cancellationToken)
    {
        var person = draft.PersonId is { } id ? await FindAsync(db, actor, id, cancellationToken) : null;
        if (person is null && !draft.IsNew)
            return new PersonOutcome.NotFound();

        var current = person?.Values ?? PersonValues.Empty;
        var merge = FieldMerge.Of<PersonValues, PersonField>(draft.IsNew ? PersonValues.Empty : draft.Seen, current, draft.Typed);
        if (!merge.Conflicts.IsEmpty)
            return new PersonOutcome.Conflict(PersonEntry.Of(person!));

        var kind = person is null ? HistoryKind.PersonAdded : KindOf(current, merge.Values);
        return await WriteAsync(db, actor, person, merge.Values, kind, draft.SaveId, merge.FromTheirs, officials, cancellationToken);
    }

    private async Task<CommandResult<PersonOutcome>> UndoAsync(
        PortalDb db, Actor actor, PersonUndo undo, ImmutableArray<Guid> officials, CancellationToken cancellationToken)
    {
        var person = await FindAsync(db, actor, undo.PersonId, cancellationToken);
        var line = await db.History.AsNoTracking().SingleOrDefaultAsync(
            e => e.Organisation == actor.Organisation && e.Subject == undo.PersonId && e.Number == undo.Number, cancellationToken);
        if (person is null || line is null || !IsUndoable(line.Kind))
            return new PersonOutcome.NotFound();

        var (current, changes) = (person.Values, FieldChanges.Read(line.Changes));
        if (changes.Any(change => current[new(change.Field)] != change.To))
            return new PersonOutcome.Conflict(PersonEntry.Of(person));

        var values = line.Kind == HistoryKind.PersonAdded
            ? current with { HasLeft = true }
            : changes.Aggregate(current, (values, change) => values.With(new(change.Field), change.From));
        return await WriteAsync(db, actor, person, values, HistoryKind.PersonUndone, undo.SaveId, [], officials, cancellationToken);
    }

    /// <summary>Gives the person its values when they keep the rules, with all that follows of somebody's leaving.</summary>
    private async Task<CommandResult<PersonOutcome>> WriteAsync(
        PortalDb db, Actor actor, Person? person, PersonValues values, HistoryKind kind, Guid saveId, ImmutableArray<PersonField> merged,
        ImmutableArray<Guid> officials, CancellationToken cancellationToken)
    {
        var before = person?.Values;
        if (before is not null && values.DifferencesFrom(before).IsEmpty)
            return new PersonOutcome.Saved(PersonEntry.Of(person!), [], merged);
        if (PersonRules.Validate(values, before) is { IsEmpty: false } errors)
            return new PersonOutcome.Invalid(errors);
        if (await PersonIdentity.ValidateAsync(db, actor.Organisation, person?.Id, values, cancellationToken) is { IsEmpty: false } taken)
            return new PersonOutcome.Invalid(taken);

        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        person ??= db.Persons.Add(new()
        {
            Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Name = "", Email = "", CreatedAt = history.Timestamp,
        }).Entity;
        var wasAdministrator = person.IsLocalAdministrator;
        var others = await PersonIdentity.TakenAsync(db, actor.Organisation, person.Id, [.. person.Identifiers.Select(i => i.Value)], cancellationToken);
        PersonIdentity.Apply(person, values, history.Timestamp, others);
        person.Version = history.NextNumber;
        var changes = PersonIdentity.ChangesOf(before ?? PersonValues.Empty, person.Values);
        history.Append(person.Id, kind, saveId, changes);
        if (person.LeftAt == history.Timestamp)
            await LeaveAsync(db, history, person, wasAdministrator, officials, cancellationToken);
        return history.ResultOf<PersonOutcome>(
            new PersonOutcome.Saved(PersonEntry.Of(person), [.. changes.Select(c => new PersonField(c.Field))], merged));
    }

    /// <summary>The right is a task until it is withdrawn or kept for a reason, and the last administrator may leave: the agency is told (P5).</summary>
    private async Task LeaveAsync(
        PortalDb db, HistoryWriter history, Person person, bool wasAdministrator, ImmutableArray<Guid> officials, CancellationToken cancellationToken)
    {
        var grants = await db.Grants.Where(g => g.Organisation == person.Organisation && g.PersonId == person.Id).ToListAsync(cancellationToken);
        foreach (var grant in grants)
            grant.KeptBecause = null;
        var administrators = await db.Persons.AsNoTracking()
            .Where(p => p.Organisation == person.Organisation && p.IsLocalAdministrator && p.Id != person.Id)
            .Select(p => p.Id).ToListAsync(cancellationToken);
        if (wasAdministrator)
        {
            history.Append(person.Id, HistoryKind.AdministratorDismissed, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
            if (administrators.Count == 0)
                mails.LastAdministratorLeft(db, person, officials, history.Timestamp);
        }

        if (grants.Count > 0)
            mails.LeftWithRight(db, person, [.. administrators], history.Timestamp);
    }

    private static HistoryKind KindOf(PersonValues before, PersonValues after) =>
        before.HasLeft == after.HasLeft ? HistoryKind.PersonChanged
        : after.HasLeft ? HistoryKind.PersonLeft
        : HistoryKind.PersonReturned;

    private static bool IsUndoable(HistoryKind kind) =>
        kind is HistoryKind.PersonAdded or HistoryKind.PersonChanged or HistoryKind.PersonUndone or HistoryKind.PersonLeft or HistoryKind.PersonReturned;

    private static async Task<PersonOutcome?> RepeatedAsync(PortalDb db, Actor actor, Guid saveId, CancellationToken cancellationToken)
    {
        var line = await db.History.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Organisation == actor.Organisation && e.SaveId == saveId, cancellationToken);
        return line is not null && IsUndoable(line.Kind) && await FindAsync(db, actor, line.Subject, cancellationToken) is { } person
            ? new PersonOutcome.Saved(PersonEntry.Of(person), [.. FieldChanges.Read(line.Changes).Select(c => new PersonField(c.Field))], [])
            : null;
    }

    private static Task<Person?> FindAsync(PortalDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        db.Persons.SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Id == id, cancellationToken);
}
