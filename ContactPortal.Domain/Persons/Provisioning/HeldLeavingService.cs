using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The administrators' answer to leavings that wait because so many came at a time (P8). Both answers concern all that wait when they are
/// given; the count that was shown must still be right.
/// </summary>
public sealed class HeldLeavingService(PortalDatabase database, IPersonMails mails, TimeProvider clock)
{
    private readonly PersonWriter writer = new(mails, clock, organisations: null);

    /// <summary>
    /// Marks all persons whose leaving waits as left. Others pass for an hour then, so that the directory can complete what it began.
    /// </summary>
    public async Task<HeldLeavingOutcome> AllowAsync(Actor actor, int shown, CancellationToken cancellationToken)
    {
        var agencyPersons = await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await AnswerAsync(actor, shown, HistoryKind.LeavingsAllowed, async (db, waiting, token) =>
        {
            CommandResult<PersonOutcome> last = default;
            foreach (var held in waiting)
            {
                // Written one by one: who the last administrator is, is asked for each.
                await db.SaveChangesAsync(token);
                var written = await LeaveAsync(db, actor, held, agencyPersons, token);
                last = written.Change is null ? last : written;
            }

            return last.Change;
        }, cancellationToken);
    }

    /// <summary>Lets the persons stay. The same request of the directory is refused for a day without asking again.</summary>
    public Task<HeldLeavingOutcome> RefuseAsync(Actor actor, int shown, CancellationToken cancellationToken) =>
        AnswerAsync(
            actor, shown, HistoryKind.LeavingsRefused, (_, _, _) => Task.FromResult<Change?>(null), cancellationToken);

    private Task<HeldLeavingOutcome> AnswerAsync(
        Actor actor, int shown, HistoryKind kind,
        Func<PortalDb, ImmutableArray<HeldLeaving>, CancellationToken, Task<Change?>> act,
        CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            if (!await AdministratorQueries.IsAdministratorAsync(db, actor, token))
                return new CommandResult<HeldLeavingOutcome>(HeldLeavingOutcome.NotFound);
            ImmutableArray<HeldLeaving> waiting =
            [
                .. await db.HeldLeavings.Where(h => h.Organisation == actor.Organisation && h.AnsweredAt == null)
                    .OrderBy(h => h.Id).ToListAsync(token),
            ];
            if (waiting.Length == 0)
                return HeldLeavingOutcome.NotFound;
            if (waiting.Length != shown)
                return HeldLeavingOutcome.CountChanged;

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            foreach (var held in waiting)
                (held.AnsweredAt, held.IsAllowed) = (history.Timestamp, kind == HistoryKind.LeavingsAllowed);
            history.Append(
                waiting[0].Id, kind, Guid.NewGuid(),
                [new(FieldChanges.Person, "", string.Create(CultureInfo.InvariantCulture, $"{waiting.Length} medarbejdere"))]);
            return new CommandResult<HeldLeavingOutcome>(
                HeldLeavingOutcome.Done, await act(db, waiting, token) ?? history.ResultOf(true).Change);
        }, cancellationToken);

    private async Task<CommandResult<PersonOutcome>> LeaveAsync(
        PortalDb db, Actor actor, HeldLeaving held, ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        if (await ProvisioningLookup.FindAsync(db, held.Organisation, held.PersonId, cancellationToken) is not var (person, user))
            return new PersonOutcome.NotFound();
        var values = person.Values with { HasLeft = true };
        var read = ProvisionedMapping.Read(person, user).Attributes;
        var result = await writer.WriteAsync(
            db, actor, person, new(values, PersonUpdates.KindOf(person.Values, values), Guid.NewGuid()), agencyPersons, cancellationToken);

        user ??= db.ProvisionedUsers.Add(new()
        {
            Organisation = held.Organisation, PersonId = held.PersonId, UserNameKey = ProvisionedUser.KeyOfUserName(read.UserName),
            ExternalIdKey = ProvisionedUser.KeyOfExternalId(read.ExternalId), Attributes = read.ToJson(), ModifiedAt = clock.GetUtcNow(),
        }).Entity;
        user.LeftAt = person.LeftAt;
        if (held.IsDeletion)
            user.DeletedAt = clock.GetUtcNow();
        return result;
    }
}
