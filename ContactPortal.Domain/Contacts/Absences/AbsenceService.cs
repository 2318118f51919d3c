using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>The commands on absences: open to everybody who may edit the contacts (K0, K19).</summary>
public sealed class AbsenceService(PortalDatabase database, TimeProvider clock)
{
    internal const string From = nameof(From);
    internal const string Until = nameof(Until);
    internal const string Substitute = nameof(Substitute);
    internal const string SubstituteId = Substitute + FieldChanges.IdSuffix;

    private const int FarthestMonths = 12;

    /// <summary>Adds an absence from one day to another, both included, with a substitute.</summary>
    public Task<AbsenceOutcome> AddAsync(
        Actor actor, Guid contactId, DateOnly from, DateOnly until, Guid substituteId, CancellationToken cancellationToken) =>
        !actor.May(Actions.EditContacts)
            ? Task.FromResult(AbsenceOutcome.NotFound)
            : database.ExecuteWriteAsync(actor, async (db, token) =>
            {
                var contacts = await db.Contacts.Where(c => c.Organisation == actor.Organisation && c.DeactivatedAt == null)
                    .ToListAsync(token);
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
                    Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), ContactId = contactId,
                    SubstituteId = substituteId,
                    From = from, Until = until,
                });
                history.Append(contactId, HistoryKind.AbsenceAdded, Guid.NewGuid(), HistoryFields(from, until, substituteId, substitute.Name));
                return history.ResultOf(AbsenceOutcome.Done);
            }, cancellationToken);

    /// <summary>Removes an absence.</summary>
    public Task<AbsenceOutcome> RemoveAsync(Actor actor, Guid absenceId, CancellationToken cancellationToken) =>
        !actor.May(Actions.EditContacts)
            ? Task.FromResult(AbsenceOutcome.NotFound)
            : database.ExecuteWriteAsync(actor, async (db, token) =>
            {
                if (await db.Absences.SingleOrDefaultAsync(
                    a => a.Organisation == actor.Organisation && a.Id == absenceId, token) is not { } absence)
                {
                    return AbsenceOutcome.NotFound;
                }

                var substitute = await db.Contacts.Where(c => c.Organisation == actor.Organisation && c.Id == absence.SubstituteId)
                    .Select(c => c.Name).SingleOrDefaultAsync(token);
                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                db.Absences.Remove(absence);
                history.Append(
                    absence.ContactId, HistoryKind.AbsenceRemoved, Guid.NewGuid(),
                    HistoryFields(absence.From, absence.Until, absence.SubstituteId, substitute ?? ""));
                return history.ResultOf(AbsenceOutcome.Done);
            }, cancellationToken);

    private static ImmutableArray<FieldChange> HistoryFields(DateOnly from, DateOnly until, Guid substituteId, string substitute) =>
    [
        new(From, "", $"{from:yyyy-MM-dd}"), new(Until, "", $"{until:yyyy-MM-dd}"), new(Substitute, "", substitute),
        new(SubstituteId, "", $"{substituteId}"),
    ];
}
