using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Reads the directory (brugerkatalog): the source of a new contact's name and e-mail, and of who may act for which organisation.
/// </summary>
public sealed class PersonDirectory(PortalDatabase database)
{
    /// <summary>
    /// The person with that <see cref="PersonKey"/> in the actor's organisation, or null (K10); persons who have left are not found.
    /// </summary>
    public async Task<Person?> FindAsync(Actor actor, string key, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.EditContacts))
            return null;
        await using var db = await database.OpenReadAsync(actor, Actions.EditContacts, cancellationToken);
        return await PersonKey.FindAsync(db, actor.Organisation, key, cancellationToken);
    }

    /// <summary>
    /// All persons of the actor's organisation by name in Danish order, including those who have left; empty if the actor is not a local
    /// administrator (P4).
    /// </summary>
    public async Task<ImmutableArray<PersonEntry>> AllAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ManagePersons))
            return [];
        await using var db = await database.OpenReadAsync(actor, Actions.ManagePersons, cancellationToken);
        if (!await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken))
            return [];
        var persons = await db.Persons.AsNoTracking().Where(p => p.Organisation == actor.Organisation).ToListAsync(cancellationToken);
        return [.. persons.OrderBy(p => p.Name, DanishCollation.Names).ThenBy(p => p.Id).Select(PersonEntry.Of)];
    }

    /// <summary>The municipalities that a person may act for: those of the person's entries, for the agency all (O1).</summary>
    public async Task<ImmutableArray<Organisation>> OrganisationsOfAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var codes = await db.Persons.Where(p => p.Id == personId && p.LeftAt == null)
            .Select(p => p.Organisation).ToListAsync(cancellationToken);
        return codes.Contains(OrganisationCode.Agency)
            ? Municipalities.All
            : [.. codes.Order().Select(Municipalities.Find).OfType<Organisation>()];
    }

    /// <summary>The local administrators of the actor's organisation, by name in Danish order (K10, K11).</summary>
    public async Task<ImmutableArray<Person>> LocalAdministratorsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(actor, Actions.ReadContacts, cancellationToken);
        var administrators = await AdministratorQueries.AdministratorsIn(db, actor.Organisation).AsNoTracking()
            .ToListAsync(cancellationToken);
        return [.. administrators.OrderBy(p => p.Name, DanishCollation.Names)];
    }

    /// <summary>The names of an organisation's local administrators, by name in Danish order: whom a person without access asks (P3).</summary>
    public async Task<ImmutableArray<string>> AdministratorNamesAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        var names = await AdministratorQueries.AdministratorsIn(db, organisation).Select(p => p.Name).ToListAsync(cancellationToken);
        return [.. names.Order(DanishCollation.Names)];
    }

    /// <summary>The persons of an organisation who have left since that time, with when (P5).</summary>
    public async Task<ImmutableArray<(Guid PersonId, DateTimeOffset At)>> LeftSinceAsync(
        OrganisationCode organisation, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        var left = await db.Persons
            .Where(p => p.Organisation == organisation && p.LeftAt >= since)
            .Select(p => new { p.Id, At = p.LeftAt!.Value }).ToListAsync(cancellationToken);
        return [.. left.Select(p => (p.Id, p.At))];
    }

    /// <summary>
    /// The person as actor for that organisation, with the role from the directory; null when the person may not act for it, or has left.
    /// </summary>
    public async Task<Actor?> ActorAsync(Guid personId, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var entries = await db.Persons.AsNoTracking().IgnoreAutoIncludes()
            .Where(p => p.Id == personId && p.LeftAt == null
                && (p.Organisation == organisation || p.Organisation == OrganisationCode.Agency))
            .ToListAsync(cancellationToken);
        if (entries.Find(p => p.Organisation == OrganisationCode.Agency) is { } official)
            return Municipalities.Find(organisation) is null ? null : new(personId, official.Name, organisation, Role.Agency);
        return entries is [var entry]
            ? new(personId, entry.Name, organisation, entry.IsLocalAdministrator ? Role.LocalAdministrator : Role.Staff)
            : null;
    }

    /// <summary>Adds persons to an organisation's directory; existing ones (by id) are not changed.</summary>
    public Task ImportAsync(OrganisationCode organisation, ImmutableArray<Person> persons, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(
            organisation,
            async (db, token) =>
            {
                var known = await db.Persons.Where(p => p.Organisation == organisation).Select(p => p.Id).ToHashSetAsync(token);
                db.Persons.AddRange(persons.Where(p => p.Organisation == organisation && !known.Contains(p.Id)));
                return known.Count;
            },
            cancellationToken);
}
