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
    /// The newest entries of the person's history, with changes of rights and administration; none if the actor is not a local
    /// administrator.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="personId">The person.</param>
    /// <param name="count">The maximum number of entries.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<HistoryPage> OfAsync(Actor actor, Guid personId, int count, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ManagePersons))
            return new([], HasOlder: false);
        await using var db = await database.OpenReadAsync(actor, Actions.ManagePersons, cancellationToken);
        if (!await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken))
            return new([], HasOlder: false);
        return await HistoryPage.ReadAsync(db, actor.Organisation, personId, count, cancellationToken);
    }

    /// <summary>
    /// Who made the changes with the versions of those persons, and when (K12); empty if the actor is not a local administrator. Persons
    /// who were imported have none.
    /// </summary>
    public async Task<ImmutableArray<PersonChange>> NewestOfAsync(
        Actor actor, IEnumerable<PersonEntry> persons, CancellationToken cancellationToken)
    {
        var numbers = persons.Select(p => p.Version).Where(version => version > 0).ToList();
        if (numbers.Count == 0 || !actor.May(Actions.ManagePersons))
            return [];

        await using var db = await database.OpenReadAsync(actor, Actions.ManagePersons, cancellationToken);
        if (!await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken))
            return [];
        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == actor.Organisation && numbers.Contains(e.Number))
            .Select(e => new { e.Subject, e.At, e.ActorId, e.ActorName })
            .ToListAsync(cancellationToken);
        return [.. entries.Select(e => new PersonChange(e.Subject, e.At, e.ActorId, e.ActorName ?? ""))];
    }
}
