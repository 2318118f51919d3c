using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Reads the histories of persons; for local administrators only (P4).</summary>
public sealed class PersonHistories(PortalDatabase database)
{
    /// <summary>
    /// The person's history, with changes of rights and administration, the newest first; empty if the actor is not a local administrator.
    /// </summary>
    public async Task<ImmutableArray<HistoryEntryView>> OfAsync(Actor actor, Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        if (!await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken))
            return [];

        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && e.Subject == personId)
            .OrderByDescending(e => e.Number)
            .ToListAsync(cancellationToken);
        return [.. entries.Select(e => new HistoryEntryView(e.Number, e.At, e.ActorName, e.Kind, FieldChanges.Read(e.Changes)))];
    }
}
