using System.Security.Claims;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Authentication;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Stores the identity of somebody who has signed in at the provider without being let in, in a cookie of its own: it allows them to ask
/// for access and to read the answer, and nothing else (P3). No other class names its claims.
/// </summary>
internal static class PendingSignIn
{
    /// <summary>The authentication scheme of the cookie.</summary>
    public const string Scheme = "Pending";

    /// <summary>How long somebody can wait for the answer without signing in again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Issuer = "issuer";
    private const string Subject = "subject";
    private const string Cvr = "cvr";
    private const string Organisation = "organisation";
    private const string RidDigits = "rid";
    private const string ProfessionalUuid = "uuid";
    private const string DirectoryId = "directory-id";
    private const string Name = "name";
    private const string Email = "email";

    /// <summary>Stores the identity; the caller ends a session of the portal, if there is one.</summary>
    public static Task BeginAsync(HttpContext http, ExternalIdentity identity) =>
        http.SignInAsync(Scheme, new(new ClaimsIdentity(ClaimsOf(identity), Scheme)));

    /// <summary>Removes the identity: the person has been let in.</summary>
    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);

    /// <summary>The identity of the request's cookie; null without one.</summary>
    public static async Task<ExternalIdentity?> GetAsync(HttpContext http)
    {
        var principal = (await http.AuthenticateAsync(Scheme)).Principal;
        return principal?.FindFirstValue(Issuer) is { } issuer && principal.FindFirstValue(Subject) is { } subject
            ? new(issuer, subject)
            {
                Cvr = principal.FindFirstValue(Cvr),
                Organisation = OrganisationCode.Parse(principal.FindFirstValue(Organisation)),
                Rid = IdentifierText.RidOf(principal.FindFirstValue(RidDigits)),
                ProfessionalUuid = IdentifierText.UuidOf(principal.FindFirstValue(ProfessionalUuid)),
                DirectoryId = principal.FindFirstValue(DirectoryId),
                Name = principal.FindFirstValue(Name) ?? "",
                Email = principal.FindFirstValue(Email) ?? "",
            }
            : null;
    }

    private static IEnumerable<Claim> ClaimsOf(ExternalIdentity identity)
    {
        yield return new(Issuer, identity.Issuer);
        yield return new(Subject, identity.Subject);
        if (identity.Cvr is { } cvr)
            yield return new(Cvr, cvr);
        if (identity.Organisation is { } organisation)
            yield return new(Organisation, organisation.ToString());
        if (identity.Rid is { } rid)
            yield return new(RidDigits, rid.Digits);
        if (identity.ProfessionalUuid is { } uuid)
            yield return new(ProfessionalUuid, IdentifierText.Of(uuid));
        if (identity.DirectoryId is { Length: <= PersonIdentifier.LongestValue } directoryId)
            yield return new(DirectoryId, directoryId);
        yield return new(Name, Bounded(identity.Name));
        yield return new(Email, Bounded(identity.Email));
    }

    // A cookie has room for about 4 KB. Half of a surrogate pair could not be written to it.
    private static string Bounded(string text)
    {
        const int longest = 3 * PersonRules.LongestName;
        return text.Length <= longest ? text
            : char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)]
            : text[..longest];
    }
}
