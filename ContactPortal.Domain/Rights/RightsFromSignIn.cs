using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Rights;

/// <summary>That a local administrator has seen to a task whose end the portal does not see by itself (U4).</summary>
public sealed class CompletedTask
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The person that the task is about.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the task was.</summary>
    public required RightsTaskKind Kind { get; init; }

    /// <summary>When it was marked as done; a task that arises later is another one.</summary>
    public required DateTimeOffset CompletedAt { get; set; }
}

/// <summary>
/// Rights that are granted in another system and come with the sign-in (U4): the portal keeps what it saw last, so that its pages can
/// show it, and lets administrators mark as done what they have seen to over there.
/// </summary>
public sealed class RightsFromSignIn(PortalDatabase database, IOptions<RightsOptions> options, TimeProvider clock)
{
    /// <summary>Keeps what the sign-in of a person said about the right; does nothing when rights are granted in the portal.</summary>
    public Task RecordAsync(Actor actor, bool holds, CancellationToken cancellationToken) => !options.Value.FromSignIn
        ? Task.CompletedTask
        : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
        {
            var grant = await db.Grants.OfTassOpfoelgningIn(actor.Organisation).SingleOrDefaultAsync(g => g.PersonId == actor.PersonId, token);
            if (holds == grant is not null)
                return holds;

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            if (grant is not null)
                db.Grants.Remove(grant);
            else
                db.Grants.Add(Grants.TassOpfoelgningFor(actor.PersonId, actor.Organisation, history.Timestamp, options.Value.GrantedIn));

            // What was marked as done belonged to what was the case before: it can come up anew.
            db.CompletedTasks.RemoveRange(
                await db.CompletedTasks.Where(t => t.Organisation == actor.Organisation && t.PersonId == actor.PersonId).ToListAsync(token));
            history.Append(
                actor.PersonId, holds ? HistoryKind.RightGranted : HistoryKind.RightWithdrawn, Guid.NewGuid(),
                [new(RightsHistory.Person, "", actor.Name), new(RightsHistory.Reason, "", options.Value.GrantedIn)]);
            return history.ResultOf(holds);
        }, cancellationToken);

    /// <summary>Marks a task as done; the role is read again, whatever the session says.</summary>
    public Task<RightsOutcome> CompleteAsync(Actor actor, Guid personId, RightsTaskKind kind, CancellationToken cancellationToken) =>
        !actor.May(Actions.GrantRights) || !options.Value.FromSignIn
            ? Task.FromResult(RightsOutcome.NotFound)
            : database.ExecuteWriteAsync(actor.Organisation, async (db, token) =>
            {
                var persons = db.Persons.Where(p => p.Organisation == actor.Organisation);
                if (!await persons.AnyAsync(p => p.Id == actor.PersonId && p.IsLocalAdministrator, token)
                    || await persons.SingleOrDefaultAsync(p => p.Id == personId, token) is not { } person)
                {
                    return RightsOutcome.NotFound;
                }

                var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
                var settled = await db.CompletedTasks.SingleOrDefaultAsync(
                    t => t.Organisation == actor.Organisation && t.PersonId == personId && t.Kind == kind, token);
                if (settled is null)
                    db.CompletedTasks.Add(new() { Organisation = actor.Organisation, PersonId = personId, Kind = kind, CompletedAt = history.Timestamp });
                else
                    settled.CompletedAt = history.Timestamp;
                history.Append(personId, HistoryKind.TaskSettled, Guid.NewGuid(), [new(RightsHistory.Person, "", person.Name)]);
                return history.ResultOf(RightsOutcome.Done);
            }, cancellationToken);
}
