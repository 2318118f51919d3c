using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.History;

/// <summary>The newest entries of one subject's history, the newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
public sealed record HistoryPage(ImmutableArray<HistoryEntryView> Entries, bool HasOlder)
{
    /// <summary>How many entries are shown at first, and how many more each time.</summary>
    public const int Size = 50;

    /// <summary>Reads the newest entries of a subject.</summary>
    /// <param name="db">The database.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="subject">The contact or person.</param>
    /// <param name="count">The maximum number of entries.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    internal static async Task<HistoryPage> ReadAsync(
        PortalDb db, OrganisationCode organisation, Guid subject, int count, CancellationToken cancellationToken)
    {
        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == organisation && e.Subject == subject)
            .OrderByDescending(e => e.Number)
            .Take(count + 1)
            .ToListAsync(cancellationToken);
        return new([.. entries.Take(count).Select(HistoryEntryView.Of)], entries.Count > count);
    }
}
