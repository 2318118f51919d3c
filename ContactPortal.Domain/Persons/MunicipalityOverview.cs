using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Reads the status of all municipalities (P6).</summary>
public sealed class MunicipalityOverview(PortalDatabase database)
{
    /// <summary>All municipalities; <see cref="MunicipalityStatuses.For"/> says who may see them.</summary>
    public async Task<MunicipalityStatuses> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);

        // Read first: a change between the reads costs one more load; the other way round it would be missed.
        var changes = await db.Heads.SumAsync(h => h.Number, cancellationToken);
        var agencyPersons = await db.Persons.Where(p => p.Organisation == OrganisationCode.Agency && p.LeftAt == null)
            .Select(p => p.Id).ToListAsync(cancellationToken);
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
        return new(changes, [.. agencyPersons],
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
        ]);
    }
}
