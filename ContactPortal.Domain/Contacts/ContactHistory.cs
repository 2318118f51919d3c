using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>A line of a contact's history (K16).</summary>
/// <param name="Number">Its number in the organisation.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null once erased (O5).</param>
/// <param name="Kind">What was done.</param>
/// <param name="Changes">The fields, from what to what; none once erased.</param>
public sealed record ContactHistoryLine(
    long Number, DateTimeOffset At, string? By, HistoryKind Kind, ImmutableArray<FieldChange> Changes);

/// <summary>Somebody who held a contact's place for a time (K6).</summary>
/// <param name="Rid">The person's RID.</param>
/// <param name="Name">The person's name, as it was last written.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null for whoever holds it now.</param>
public sealed record ContactHolding(string Rid, string Name, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A contact's whole history.</summary>
/// <param name="Lines">What was changed, the newest first.</param>
/// <param name="Holdings">Who held the place, the present one first.</param>
public sealed record ContactHistory(ImmutableArray<ContactHistoryLine> Lines, ImmutableArray<ContactHolding> Holdings)
{
    /// <summary>A history of those lines, given the oldest first.</summary>
    public static ContactHistory Of(IReadOnlyList<ContactHistoryLine> lines) => new([.. lines.Reverse()], [.. HoldingsIn(lines).Reverse()]);

    private static ImmutableArray<ContactHolding> HoldingsIn(IEnumerable<ContactHistoryLine> lines)
    {
        var holdings = ImmutableArray.CreateBuilder<ContactHolding>();
        foreach (var line in lines)
        {
            var rid = line.Changes.FirstOrDefault(c => c.Field == ContactField.Rid.Key)?.To;
            var name = line.Changes.FirstOrDefault(c => c.Field == ContactField.Name.Key)?.To;
            if (rid is not null)
            {
                var before = holdings.LastOrDefault();
                if (before is not null)
                    holdings[^1] = before with { Until = line.At };
                holdings.Add(new(rid, name ?? before?.Name ?? "", line.At, Until: null));
            }
            else if (name is not null && holdings.Count > 0)
            {
                holdings[^1] = holdings[^1] with { Name = name };
            }
        }

        return holdings.ToImmutable();
    }
}

/// <summary>Reads the histories of contacts; open to everybody of the municipality (K16).</summary>
public sealed class ContactHistories(PortalDatabase database)
{
    /// <summary>The contact's history, or null when there is no such contact in the actor's organisation.</summary>
    public async Task<ContactHistory?> OfAsync(Actor actor, Guid contactId, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadContacts))
            return null;

        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && e.Subject == contactId)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        return entries.Count == 0
            ? null
            : ContactHistory.Of([.. entries.Select(e => new ContactHistoryLine(e.Number, e.At, e.ActorName, e.Kind, FieldChanges.Read(e.Changes)))]);
    }
}
