using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Rights;

/// <summary>A line of the history of rights (U6).</summary>
/// <param name="Number">Its number in the organisation.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null once erased (O5).</param>
/// <param name="Kind">What was done.</param>
/// <param name="Person">To whom; null once erased.</param>
/// <param name="Reason">Why, where a reason was asked for.</param>
public sealed record RightsHistoryLine(long Number, DateTimeOffset At, string? By, HistoryKind Kind, string? Person, string? Reason);

/// <summary>Reads who granted what to whom, and when (U6).</summary>
public sealed class RightsHistory(PortalDatabase database)
{
    internal const string Person = nameof(Person);
    internal const string Reason = nameof(Reason);

    /// <summary>The newest lines are shown; older ones stay in the chain.</summary>
    public const int MaxEntries = 200;

    private static readonly HistoryKind[] Kinds =
    [
        HistoryKind.RightGranted, HistoryKind.RightWithdrawn, HistoryKind.RightKept, HistoryKind.RightAsked, HistoryKind.RightRefused,
        HistoryKind.TaskSettled, HistoryKind.SignInUnknown, HistoryKind.AdministratorAppointed, HistoryKind.AdministratorDismissed,
    ];

    /// <summary>The newest lines of the actor's organisation, the newest first; none for whoever may not see them.</summary>
    public async Task<ImmutableArray<RightsHistoryLine>> NewestAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.GrantRights))
            return [];

        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        if (!await db.Persons.AnyAsync(p => p.Organisation == actor.Organisation && p.Id == actor.PersonId && p.IsLocalAdministrator, cancellationToken))
            return [];

        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && Kinds.Contains(e.Kind))
            .OrderByDescending(e => e.Number)
            .Take(MaxEntries)
            .ToListAsync(cancellationToken);
        return [.. entries.Select(LineOf)];
    }

    private static RightsHistoryLine LineOf(HistoryEntry entry)
    {
        var changes = FieldChanges.Read(entry.Changes);
        return new(
            entry.Number, entry.At, entry.ActorName, entry.Kind,
            changes.FirstOrDefault(c => c.Field == Person)?.To, changes.FirstOrDefault(c => c.Field == Reason)?.To);
    }
}
