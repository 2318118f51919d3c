using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Rights;

/// <summary>
/// Handles rights that are granted in another system and come with the sign-in (U4): stores what the last sign-in stated, and lets
/// administrators mark tasks as done that they completed in that system.
/// </summary>
public sealed class RightsFromSignIn(PortalDatabase database, IOptions<RightsOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Stores whether the person holds the right according to the sign-in; does nothing when rights are granted in the portal.
    /// </summary>
    public Task RecordAsync(Actor actor, bool holds, CancellationToken cancellationToken) => !options.Value.FromSignIn
        ? Task.CompletedTask
        : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
        {
            var grant = await db.Grants.OfTassOpfoelgningIn(actor.Organisation).SingleOrDefaultAsync(
                g => g.PersonId == actor.PersonId, token);
            if (holds == grant is not null)
                return holds;

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            if (grant is not null)
                db.Grants.Remove(grant);
            else
                db.Grants.Add(Grants.TassOpfoelgningFor(actor.PersonId, actor.Organisation, history.Timestamp, options.Value.GrantedIn));

            // The right has changed, so tasks marked as done may arise again.
            db.CompletedTasks.RemoveRange(
                await db.CompletedTasks.Where(t => t.Organisation == actor.Organisation && t.PersonId == actor.PersonId)
                    .ToListAsync(token));
            history.Append(
                actor.PersonId, holds ? HistoryKind.RightGranted : HistoryKind.RightWithdrawn, Guid.NewGuid(),
                [new(FieldChanges.Person, "", actor.Name), new(FieldChanges.Reason, "", options.Value.GrantedIn)]);
            return history.ResultOf(holds);
        }, cancellationToken);

    /// <summary>Marks a task as done; the actor's role is checked in the database, not in the session.</summary>
    public Task<RightsOutcome> CompleteAsync(Actor actor, Guid personId, RightsTaskKind kind, CancellationToken cancellationToken) =>
        !actor.May(Actions.GrantRights) || !options.Value.FromSignIn
            ? Task.FromResult(RightsOutcome.NotFound)
            : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
            {
                if (!await AdministratorQueries.AdministratorsIn(db, actor.Organisation).AnyAsync(p => p.Id == actor.PersonId, token)
                    || await db.Persons.SingleOrDefaultAsync(
                        p => p.Organisation == actor.Organisation && p.Id == personId, token) is not { } person)
                {
                    return RightsOutcome.NotFound;
                }

                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                var completed = await db.CompletedTasks.SingleOrDefaultAsync(
                    t => t.Organisation == actor.Organisation && t.PersonId == personId && t.Kind == kind, token);
                if (completed is null)
                    db.CompletedTasks.Add(
                        new() { Organisation = actor.Organisation, PersonId = personId, Kind = kind, CompletedAt = history.Timestamp });
                else
                    completed.CompletedAt = history.Timestamp;
                history.Append(personId, HistoryKind.TaskSettled, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
                return history.ResultOf(RightsOutcome.Done);
            }, cancellationToken);
}
