using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Who may keep an organisation's directory, whatever the session says.</summary>
internal static class PersonAdministration
{
    /// <summary>Whether the actor is local administrator now.</summary>
    public static Task<bool> IsAdministratorAsync(PortalDb db, Actor actor, CancellationToken cancellationToken) => actor.May(Actions.KeepPersons)
        ? AdministratorsIn(db, actor.Organisation).AnyAsync(p => p.Id == actor.PersonId, cancellationToken)
        : Task.FromResult(false);

    /// <summary>Whether the organisation has a local administrator.</summary>
    public static Task<bool> HasAdministratorAsync(PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
        AdministratorsIn(db, organisation).AnyAsync(cancellationToken);

    /// <summary>The agency's persons, read before a municipality's write transaction: they belong to another organisation.</summary>
    public static async Task<ImmutableArray<Guid>> OfficialsAsync(PortalDatabase database, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
        return
        [
            .. await db.Persons.Where(p => p.Organisation == OrganisationCode.Agency && p.LeftAt == null).OrderBy(p => p.Id).Select(p => p.Id)
                .ToListAsync(cancellationToken),
        ];
    }

    private static IQueryable<Person> AdministratorsIn(PortalDb db, OrganisationCode organisation) =>
        db.Persons.Where(p => p.Organisation == organisation && p.IsLocalAdministrator && p.LeftAt == null);
}
