using System.Collections.Immutable;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Reads the present ends of all histories.</summary>
public sealed class HistoryAnchors(PortalDatabase database, TimeProvider clock)
{
    /// <summary>The end of each history that has entries, by organisation.</summary>
    public async Task<ImmutableArray<HistoryAnchor>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var heads = await db.Heads.AsNoTracking().Where(h => h.Number > 0).OrderBy(h => h.Organisation).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return [.. heads.Select(h => new HistoryAnchor(now, h.Organisation, h.Number, Convert.ToHexStringLower(h.Hash)))];
    }
}
