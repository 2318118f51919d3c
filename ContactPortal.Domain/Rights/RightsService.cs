using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Rights;

/// <summary>
/// The commands on the right TASS Opfølgning under "Ny kommune". Except for asking, the actor must be local administrator in the database,
/// not only in the session.
/// </summary>
public sealed class RightsService(PortalDatabase database, IRightsMails mails, IOptions<RightsOptions> options, TimeProvider clock)
{
    /// <summary>The maximum length of a reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Grants the right to a person of the actor's organisation (U1), and answers the person's open request.</summary>
    public Task<RightsOutcome> GrantAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason: null, async (db, history, person, token) =>
        {
            if (await GrantOfAsync(db, actor, personId, token) is not null)
                return RightsOutcome.Done;
            if (person.LeftAt is not null)
                return RightsOutcome.HasLeft;
            db.Grants.Add(Grants.TassOpfoelgningFor(personId, actor.Organisation, history.Timestamp, actor.Name));
            await AnswerAsync(db, actor, personId, history.Timestamp, refusal: null, token);
            history.Append(personId, HistoryKind.RightGranted, Guid.NewGuid(), HistoryFields(person));
            return RightsOutcome.Done;
        }, cancellationToken);

    /// <summary>Withdraws the right from a person (U1, U2).</summary>
    public Task<RightsOutcome> WithdrawAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason: null, async (db, history, person, token) =>
        {
            if (await GrantOfAsync(db, actor, personId, token) is not { } grant)
                return RightsOutcome.Done;
            db.Grants.Remove(grant);
            history.Append(personId, HistoryKind.RightWithdrawn, Guid.NewGuid(), HistoryFields(person));
            return RightsOutcome.Done;
        }, cancellationToken);

    /// <summary>Lets somebody who is no longer a contact keep the right, for a reason (U3).</summary>
    public Task<RightsOutcome> KeepAsync(Actor actor, Guid personId, string reason, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason, async (db, history, person, token) =>
        {
            if (await GrantOfAsync(db, actor, personId, token) is not { } grant)
                return RightsOutcome.NotFound;
            grant.KeptBecause = reason.Trim();
            history.Append(personId, HistoryKind.RightKept, Guid.NewGuid(), HistoryFields(person, reason));
            return RightsOutcome.Done;
        }, cancellationToken);

    /// <summary>Refuses a person's open request, for a reason that is mailed to the person (U3).</summary>
    public Task<RightsOutcome> RefuseAsync(Actor actor, Guid personId, string reason, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason, async (db, history, person, token) =>
        {
            if (!await AnswerAsync(db, actor, personId, history.Timestamp, reason.Trim(), token))
                return RightsOutcome.NotFound;
            history.Append(personId, HistoryKind.RightRefused, Guid.NewGuid(), HistoryFields(person, reason));
            return RightsOutcome.Done;
        }, cancellationToken);

    /// <summary>Makes a person local administrator.</summary>
    public Task<RightsOutcome> AppointAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason: null, (_, history, person, _) =>
        {
            if (person.LeftAt is not null)
                return Task.FromResult(RightsOutcome.HasLeft);
            if (!person.IsLocalAdministrator)
            {
                person.IsLocalAdministrator = true;
                history.Append(personId, HistoryKind.AdministratorAppointed, Guid.NewGuid(), HistoryFields(person));
            }

            return Task.FromResult(RightsOutcome.Done);
        }, cancellationToken);

    /// <summary>Withdraws the role from a local administrator; refused for the last one (U5).</summary>
    public Task<RightsOutcome> DismissAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        AdministerAsync(actor, personId, reason: null, async (db, history, person, token) =>
        {
            if (!person.IsLocalAdministrator)
                return RightsOutcome.Done;
            if (await AdministratorQueries.AdministratorsIn(db, actor.Organisation).CountAsync(token) == 1)
                return RightsOutcome.LastAdministrator;

            person.IsLocalAdministrator = false;
            history.Append(personId, HistoryKind.AdministratorDismissed, Guid.NewGuid(), HistoryFields(person));
            return RightsOutcome.Done;
        }, cancellationToken);

    /// <summary>Asks for the right for oneself (D1, U3); asking again while the first request is open changes nothing.</summary>
    public Task<RightsOutcome> AskAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.AskForRight))
            return Task.FromResult(RightsOutcome.NotFound);
        if (options.Value.FromSignIn)
            return Task.FromResult(RightsOutcome.GrantedElsewhere);

        return database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            if (await PersonAsync(db, actor, actor.PersonId, token) is not { LeftAt: null } person)
                return RightsOutcome.NotFound;
            if (await GrantOfAsync(db, actor, actor.PersonId, token) is not null
                || await OpenRequestAsync(db, actor, actor.PersonId, token) is not null)
            {
                return RightsOutcome.Done;
            }

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            db.RightsRequests.Add(new()
            {
                Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), PersonId = actor.PersonId,
                AskedAt = history.Timestamp,
            });
            history.Append(actor.PersonId, HistoryKind.RightAsked, Guid.NewGuid(), HistoryFields(person));
            await mails.RightAskedAsync(db, person, history.Timestamp, token);
            return history.ResultOf(RightsOutcome.Done);
        }, cancellationToken);
    }

    private Task<RightsOutcome> AdministerAsync(
        Actor actor, Guid personId, string? reason, Func<PortalDb, HistoryWriter, Person, CancellationToken, Task<RightsOutcome>> command,
        CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.GrantRights))
            return Task.FromResult(RightsOutcome.NotFound);
        if (options.Value.FromSignIn)
            return Task.FromResult(RightsOutcome.GrantedElsewhere);
        if (reason is not null && (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || !PlainText.IsPlain(reason)))
            return Task.FromResult(RightsOutcome.ReasonNeeded);

        return database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            if (await PersonAsync(db, actor, actor.PersonId, token) is not { IsLocalAdministrator: true, LeftAt: null }
                || await PersonAsync(db, actor, personId, token) is not { } person)
            {
                return RightsOutcome.NotFound;
            }

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            return history.ResultOf(await command(db, history, person, token));
        }, cancellationToken);
    }

    private async Task<bool> AnswerAsync(
        PortalDb db, Actor actor, Guid personId, DateTimeOffset at, string? refusal, CancellationToken cancellationToken)
    {
        if (await OpenRequestAsync(db, actor, personId, cancellationToken) is not { } request)
            return false;
        (request.AnsweredAt, request.AnsweredBy, request.RefusedBecause) = (at, actor.Name, refusal);
        mails.RightAnswered(db, actor, personId, refusal, at);
        return true;
    }

    private static Task<Person?> PersonAsync(PortalDb db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        db.Persons.SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Id == id, cancellationToken);

    private static Task<Grant?> GrantOfAsync(PortalDb db, Actor actor, Guid personId, CancellationToken cancellationToken) =>
        db.Grants.OfTassOpfoelgningIn(actor.Organisation).SingleOrDefaultAsync(g => g.PersonId == personId, cancellationToken);

    private static Task<RightsRequest?> OpenRequestAsync(PortalDb db, Actor actor, Guid personId, CancellationToken cancellationToken) =>
        db.RightsRequests.SingleOrDefaultAsync(
            r => r.Organisation == actor.Organisation && r.PersonId == personId && r.AnsweredAt == null, cancellationToken);

    private static ImmutableArray<FieldChange> HistoryFields(Person person, string? reason = null) =>
        reason is null
            ? [new(FieldChanges.Person, "", person.Name)]
            : [new(FieldChanges.Person, "", person.Name), new(FieldChanges.Reason, "", reason.Trim())];
}
