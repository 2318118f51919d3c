using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Queries for the present administrators: a session may be older than their appointment or dismissal.</summary>
internal static class AdministratorQueries
{
    /// <summary>Whether the actor may manage persons and is a local administrator of the organisation now.</summary>
    public static Task<bool> IsAdministratorAsync(PortalDb db, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.ManagePersons)
            ? AdministratorsIn(db, actor.Organisation).AnyAsync(p => p.Id == actor.PersonId, cancellationToken)
            : Task.FromResult(false);

    /// <summary>Whether the organisation has a local administrator.</summary>
    public static Task<bool> HasAdministratorAsync(PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
        AdministratorsIn(db, organisation).AnyAsync(cancellationToken);

    /// <summary>
    /// The UUIDs of the agency's persons, without those who have left. They belong to another organisation, which a municipality's write
    /// transaction cannot read, so it is called before.
    /// </summary>
    public static async Task<ImmutableArray<Guid>> AgencyPersonsAsync(PortalDatabase database, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
        return
        [
            .. await db.Persons.Where(p => p.Organisation == OrganisationCode.Agency && p.LeftAt == null)
                .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken),
        ];
    }

    /// <summary>The organisation's local administrators, without those who have left.</summary>
    public static IQueryable<Person> AdministratorsIn(PortalDb db, OrganisationCode organisation) =>
        db.Persons.Where(p => p.Organisation == organisation && p.IsLocalAdministrator && p.LeftAt == null);
}
