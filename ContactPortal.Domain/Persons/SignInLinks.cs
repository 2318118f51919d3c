using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>What an identity provider says about whoever signs in.</summary>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="Subject">The person's id there.</param>
/// <param name="Organisation">The organisation that the sign-in is for, when it names one that the portal knows.</param>
/// <param name="Rid">The RID in that organisation's certificate, when it names one.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, OrganisationCode? Organisation, Rid? Rid);

/// <summary>A person of the directory, and the organisation that the sign-in is for.</summary>
public sealed record SignedInPerson(Guid PersonId, OrganisationCode Organisation);

/// <summary>Finds the person that a sign-in belongs to (O2).</summary>
public sealed class SignInLinks(PortalDatabase database)
{
    /// <summary>
    /// The person whose sign-in it is. By issuer and subject when they have been here before; else by organisation and RID, which are
    /// then bound to them. Null when the directory has nobody, or has somebody who already signs in as another subject: a RID that
    /// was given to a new employee opens nothing of the one before.
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
                return new(link.PersonId, Begin(organisations, identity.Organisation, link.Organisation));

            // The directory has let the person go; whoever signs in now is looked up as anybody is the first time.
            db.SignInLinks.Remove(link);
        }

        return await BindAsync(db, identity, cancellationToken);
    }

    private static async Task<SignedInPerson?> BindAsync(PortalDb db, ExternalIdentity identity, CancellationToken cancellationToken)
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

    private static OrganisationCode Begin(List<OrganisationCode> organisations, OrganisationCode? asked, OrganisationCode first) =>
        asked is { } code && organisations.Contains(code) ? code
        : organisations.Contains(first) ? first
        : organisations.Min();
}
