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

    /// <summary>
    /// Who made the changes with the versions of those persons, and when (K12); empty if the actor is not a local administrator. Persons
    /// who were imported have none.
    /// </summary>
    public async Task<ImmutableArray<PersonChange>> NewestOfAsync(
        Actor actor, IEnumerable<PersonEntry> persons, CancellationToken cancellationToken)
    {
        var numbers = persons.Select(p => p.Version).Where(version => version > 0).ToList();
        if (numbers.Count == 0)
            return [];

        await using var db = await database.OpenReadAsync(actor.Organisation, cancellationToken);
        if (!await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken))
            return [];
        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && numbers.Contains(e.Number))
            .Select(e => new { e.Subject, e.At, e.ActorId, e.ActorName })
            .ToListAsync(cancellationToken);
        return [.. entries.Select(e => new PersonChange(e.Subject, e.At, e.ActorId, e.ActorName ?? ""))];
    }
}
