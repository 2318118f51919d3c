using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>The identity that a provider asserts at sign-in.</summary>
/// <param name="Issuer">The provider's issuer identifier.</param>
/// <param name="Subject">The person's id at the issuer.</param>
/// <param name="Organisation">The organisation that the sign-in is for, or null when it names no known one.</param>
/// <param name="Rid">The RID in that organisation's certificate, or null when it names none.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, OrganisationCode? Organisation, Rid? Rid);

/// <summary>A person of the directory, and the organisation signed in for.</summary>
public sealed record SignedInPerson(Guid PersonId, OrganisationCode Organisation);

/// <summary>Finds the person for a provider identity (O2).</summary>
public sealed class SignInLinks(PortalDatabase database)
{
    /// <summary>
    /// Finds the person by issuer and subject if they are linked; else by organisation and RID, which creates the link. Null when the
    /// directory has no such person, or the person is already linked to another subject: a reissued RID gives no access to its former
    /// holder's rights.
    /// </summary>
    public Task<SignedInPerson?> FindAsync(ExternalIdentity identity, CancellationToken cancellationToken) =>
        identity is { Issuer.Length: > SignInLink.LongestIssuer } or { Subject.Length: 0 or > SignInLink.LongestSubject }
            ? Task.FromResult<SignedInPerson?>(null)
            : database.ExecuteWriteAsync((db, token) => FindAsync(db, identity, token), cancellationToken);

    private static async Task<SignedInPerson?> FindAsync(PortalDb db, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var link = await db.SignInLinks.SingleOrDefaultAsync(l => l.Issuer == identity.Issuer && l.Subject == identity.Subject, cancellationToken);
        if (link is not null)
        {
            var organisations = await db.Persons.Where(p => p.Id == link.PersonId).Select(p => p.Organisation).ToListAsync(cancellationToken);
            if (organisations.Count > 0)
                return new(link.PersonId, ChooseOrganisation(organisations, identity.Organisation, link.Organisation));

            // The person is no longer in the directory, so the sign-in is treated as a first one.
            db.SignInLinks.Remove(link);
        }

        return await LinkAsync(db, identity, cancellationToken);
    }

    private static async Task<SignedInPerson?> LinkAsync(PortalDb db, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (identity is not { Organisation: { } organisation, Rid: { } rid }
            || await db.Persons.SingleOrDefaultAsync(p => p.Organisation == organisation && p.Rid == rid, cancellationToken) is not { } person
            || await db.SignInLinks.AnyAsync(
                l => l.Issuer == identity.Issuer && l.Subject != identity.Subject && l.Organisation == organisation && l.PersonId == person.Id, cancellationToken))
        {
            return null;
        }

        db.SignInLinks.Add(new() { Issuer = identity.Issuer, Subject = identity.Subject, Organisation = organisation, PersonId = person.Id });
        return new(person.Id, organisation);
    }

    private static OrganisationCode ChooseOrganisation(List<OrganisationCode> organisations, OrganisationCode? requested, OrganisationCode first) =>
        requested is { } code && organisations.Contains(code) ? code
        : organisations.Contains(first) ? first
        : organisations.Min();
}
