using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Rights;

/// <summary>Reads the history of rights (U6).</summary>
public sealed class RightsHistory(PortalDatabase database)
{
    /// <summary>The maximum number of entries read; older ones stay in the database.</summary>
    public const int MaxEntries = 200;

    private static readonly HistoryKind[] Kinds =
    [
        HistoryKind.RightGranted, HistoryKind.RightWithdrawn, HistoryKind.RightKept, HistoryKind.RightAsked, HistoryKind.RightRefused,
        HistoryKind.TaskSettled, HistoryKind.SignInUnknown, HistoryKind.AdministratorAppointed, HistoryKind.AdministratorDismissed,
        HistoryKind.CredentialCreated, HistoryKind.CredentialWithdrawn, HistoryKind.LeavingsAllowed, HistoryKind.LeavingsRefused,
    ];

    /// <summary>The newest entries of the actor's organisation, newest first; none for anyone but its local administrators.</summary>
    public async Task<ImmutableArray<RightsHistoryEntry>> NewestAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.GrantRights))
            return [];

        await using var db = await database.OpenReadAsync(actor, Actions.GrantRights, cancellationToken);
        if (!await AdministratorQueries.AdministratorsIn(db, actor.Organisation).AnyAsync(p => p.Id == actor.PersonId, cancellationToken))
            return [];

        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && Kinds.Contains(e.Kind))
            .OrderByDescending(e => e.Number)
            .Take(MaxEntries)
            .ToListAsync(cancellationToken);
        return [.. entries.Select(EntryOf)];
    }

    private static RightsHistoryEntry EntryOf(HistoryEntry entry)
    {
        var changes = FieldChanges.Read(entry.Changes);
        return new(
            entry.Number, entry.At, entry.ActorName, entry.Kind,
            changes.FirstOrDefault(c => c.Field == FieldChanges.Person)?.To,
            changes.FirstOrDefault(c => c.Field == FieldChanges.Reason)?.To);
    }
}
