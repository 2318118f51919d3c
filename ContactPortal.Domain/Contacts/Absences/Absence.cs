using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>A contact's absence, during which a substitute receives its mails as well (K19).</summary>
public sealed class Absence
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The absence's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The absent contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The substitute.</summary>
    public required Guid SubstituteId { get; init; }

    /// <summary>The first day, in Denmark.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, in Denmark.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Whether the day is within the absence.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>The outcome of a command on absences. Only <see cref="Done"/> has changed anything.</summary>
public enum AbsenceOutcome
{
    /// <summary>Done, and durably stored.</summary>
    Done,

    /// <summary>No such contact or absence, or no right to change it; indistinguishable (O1).</summary>
    NotFound,

    /// <summary>The last day is before the first, in the past, or more than 12 months ahead.</summary>
    DaysWrong,

    /// <summary>The substitute is not another active contact of the municipality.</summary>
    SubstituteWrong,

    /// <summary>The contact has another absence on some of the days.</summary>
    Overlaps,
}

/// <summary>The commands on absences: open to everybody who may edit the contacts (K0, K19).</summary>
public sealed class AbsenceService(PortalDatabase database, TimeProvider clock)
{
    internal const string From = nameof(From);
    internal const string Until = nameof(Until);
    internal const string Substitute = nameof(Substitute);

    private const int FarthestMonths = 12;

    /// <summary>Adds an absence from one day to another, both included, with a substitute.</summary>
    public Task<AbsenceOutcome> AddAsync(
        Actor actor, Guid contactId, DateOnly from, DateOnly until, Guid substituteId, CancellationToken cancellationToken) =>
        !actor.May(Actions.EditContacts)
            ? Task.FromResult(AbsenceOutcome.NotFound)
            : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
            {
                var contacts = await db.Contacts.Where(c => c.Organisation == actor.Organisation && c.DeactivatedAt == null).ToListAsync(token);
                if (!contacts.Exists(c => c.Id == contactId))
                    return AbsenceOutcome.NotFound;

                var today = DanishCalendar.Of(clock.GetUtcNow());
                if (until < from || until < today || until > today.AddMonths(FarthestMonths))
                    return AbsenceOutcome.DaysWrong;
                if (substituteId == contactId || contacts.Find(c => c.Id == substituteId) is not { } substitute)
                    return AbsenceOutcome.SubstituteWrong;
                if (await db.Absences.AnyAsync(
                    a => a.Organisation == actor.Organisation && a.ContactId == contactId && a.From <= until && from <= a.Until, token))
                {
                    return AbsenceOutcome.Overlaps;
                }

                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                db.Absences.Add(new()
                {
                    Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), ContactId = contactId, SubstituteId = substituteId,
                    From = from, Until = until,
                });
                history.Append(contactId, HistoryKind.AbsenceAdded, Guid.NewGuid(), HistoryFields(from, until, substitute.Name));
                return history.ResultOf(AbsenceOutcome.Done);
            }, cancellationToken);

    /// <summary>Removes an absence.</summary>
    public Task<AbsenceOutcome> RemoveAsync(Actor actor, Guid absenceId, CancellationToken cancellationToken) =>
        !actor.May(Actions.EditContacts)
            ? Task.FromResult(AbsenceOutcome.NotFound)
            : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
            {
                if (await db.Absences.SingleOrDefaultAsync(a => a.Organisation == actor.Organisation && a.Id == absenceId, token) is not { } absence)
                    return AbsenceOutcome.NotFound;

                var substitute = await db.Contacts.Where(c => c.Organisation == actor.Organisation && c.Id == absence.SubstituteId)
                    .Select(c => c.Name).SingleOrDefaultAsync(token);
                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                db.Absences.Remove(absence);
                history.Append(absence.ContactId, HistoryKind.AbsenceRemoved, Guid.NewGuid(), HistoryFields(absence.From, absence.Until, substitute ?? ""));
                return history.ResultOf(AbsenceOutcome.Done);
            }, cancellationToken);

    private static ImmutableArray<FieldChange> HistoryFields(DateOnly from, DateOnly until, string substitute) =>
        [new(From, "", $"{from:yyyy-MM-dd}"), new(Until, "", $"{until:yyyy-MM-dd}"), new(Substitute, "", substitute)];
}
