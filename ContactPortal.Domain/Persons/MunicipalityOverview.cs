using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Reads the status of all municipalities; for the agency only (P6).</summary>
public sealed class MunicipalityOverview(PortalDatabase database)
{
    /// <summary>
    /// All municipalities, those without an administrator first, then by name in Danish order; empty if the actor is not of the agency.
    /// </summary>
    public async Task<ImmutableArray<MunicipalityStatus>> AllAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        if (!actor.May(Actions.InviteAdministrators)
            || !await db.Persons.AnyAsync(
                p => p.Organisation == OrganisationCode.Agency && p.Id == actor.PersonId && p.LeftAt == null, cancellationToken))
        {
            return [];
        }

        var persons = (await db.Persons.Where(p => p.LeftAt == null).GroupBy(p => p.Organisation)
                .Select(g => new { g.Key, Count = g.Count(), Last = g.Max(p => p.LastSignInAt) }).ToListAsync(cancellationToken))
            .ToDictionary(g => g.Key);
        var administrators = (await db.Persons.Where(p => p.IsLocalAdministrator && p.LeftAt == null)
            .Select(p => new { p.Organisation, p.Name }).ToListAsync(cancellationToken)).ToLookup(p => p.Organisation, p => p.Name);
        var contacts = (await db.Contacts.Where(c => c.DeactivatedAt == null).GroupBy(c => c.Organisation)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken)).ToDictionary(g => g.Key, g => g.Count);
        var requests = (await db.AccessRequests.Where(r => r.AnsweredAt == null).GroupBy(r => r.Organisation)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken)).ToDictionary(g => g.Key, g => g.Count);
        var invitations = (await db.Invitations.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(i => i.Organisation);
        return
        [
            .. Municipalities.All
                .Select(m => new MunicipalityStatus(
                    m,
                    [.. administrators[m.Code].Order(DanishCollation.Names)],
                    persons.GetValueOrDefault(m.Code)?.Count ?? 0,
                    contacts.GetValueOrDefault(m.Code),
                    persons.GetValueOrDefault(m.Code)?.Last,
                    [.. invitations[m.Code].OrderByDescending(i => i.InvitedAt).ThenByDescending(i => i.Id)],
                    requests.GetValueOrDefault(m.Code)))
                .OrderBy(s => s.Administrators.IsEmpty ? 0 : 1)
                .ThenBy(s => s.Organisation.Name, DanishCollation.Names),
        ];
    }
}
