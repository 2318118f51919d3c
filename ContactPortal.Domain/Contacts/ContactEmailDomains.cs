using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>
/// Compares the domains of contacts' addresses with those of the organisation's persons: mails with errors go to a contact's address, so
/// one of another domain is asked about, and marked for colleagues (D4).
/// </summary>
internal static class ContactEmailDomains
{
    // Translated to SQL, which has no culture.
#pragma warning disable CA1304, CA1311, CA1862
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, string, string, CancellationToken, Task<bool>>> OfAPerson =
        new(() => EF.CompileAsyncQuery(
            (PortalDb db, OrganisationCode organisation, string ascii, string readable, CancellationToken cancellationToken) =>
                db.Persons.Any(p => p.Organisation == organisation && p.LeftAt == null
                    && (p.Email.ToLower().EndsWith(ascii) || p.Email.ToLower().EndsWith(readable)))));
#pragma warning restore CA1304, CA1311, CA1862

    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, CancellationToken, Task<bool>>> AnyAddress =
        new(() => EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
            db.Persons.Any(p => p.Organisation == organisation && p.LeftAt == null && p.Email != "")));

    /// <summary>The domain as people read it, if none of the organisation's persons has it while some have an address; else null.</summary>
    public static async Task<string?> FindUnknownAsync(
        PortalDb db, OrganisationCode organisation, string email, CancellationToken cancellationToken)
    {
        var domain = EmailAddress.DomainOf(email);
        var readable = EmailAddress.ToReadableDomain(domain);
        return await OfAPerson.For(db)(db, organisation, $"@{domain}", $"@{readable}", cancellationToken)
            || !await AnyAddress.For(db)(db, organisation, cancellationToken)
            ? null
            : readable;
    }

    /// <summary>The domains of the contacts' addresses that none of the organisation's persons has.</summary>
    public static async Task<IReadOnlySet<string>> FindUnknownAsync(
        PortalDb db, OrganisationCode organisation, IEnumerable<Contact> contacts, CancellationToken cancellationToken)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var domain in contacts.Where(c => c.DeactivatedAt is null).Select(c => EmailAddress.DomainOf(c.Email)).Distinct())
        {
            if (await FindUnknownAsync(db, organisation, domain, cancellationToken) is not null)
                unknown.Add(domain);
        }

        return unknown;
    }
}
