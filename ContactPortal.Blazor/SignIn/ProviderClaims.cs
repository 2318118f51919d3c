using System.Collections.Immutable;
using System.Security.Claims;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Reads the claims of the provider's token, by the claim names of the configuration.</summary>
/// <param name="claims">The token's own claims.</param>
/// <param name="issuer">Its issuer.</param>
/// <param name="idToken">The token itself.</param>
/// <param name="options">The names of the claims.</param>
/// <param name="issuers">What each issuer may state.</param>
internal sealed class ProviderClaims(
    ImmutableArray<Claim> claims, string issuer, string idToken, SignInOptions options, IssuerOptions issuers)
{
    private const string ProviderSession = "sid";
    private const string StandardSubject = "sub";

    /// <summary>The issuer of the token.</summary>
    public string Issuer => issuer;

    /// <summary>The token itself.</summary>
    public string IdToken => idToken;

    /// <summary>The subject that a sign-out at the provider names: always <c>sub</c>, whatever identifies the person here.</summary>
    public string Subject => First(StandardSubject) ?? "";

    /// <summary>The id of the provider's session; null if the token has none.</summary>
    public string? Sid => First(ProviderSession) is { Length: > 0 } sid ? sid : null;

    /// <summary>The identity that signs in.</summary>
    public ExternalIdentity Identity => new(issuer, First(options.SubjectClaim) ?? "")
    {
        Cvr = Cvr,
        Organisation = options.FindOrganisation(Cvr),
        Rid = IdentifierText.RidOf(First(options.RidClaim)),
        ProfessionalUuid = IdentifierText.UuidOf(First(options.UuidClaim)),
        DirectoryId = DirectoryId,
        Name = First(options.NameClaim) ?? "",
        Email = First(options.EmailClaim) ?? "",
    };

    // A number that is none is one that nobody has.
    private string? Cvr => First(options.OrganisationClaim) is { } said ? IdentifierText.CvrOf(said) ?? said : null;

    private string? DirectoryId =>
        options.FindOrganisation(Cvr) is { } organisation && issuers.DirectoryIdClaimOf(issuer, organisation) is { } claim
            ? ProvisionedUser.KeyOfExternalId(First(claim))
            : null;

    /// <summary>The values of a claim.</summary>
    public IEnumerable<string> All(string claim) => claims.Where(c => c.Type == claim).Select(c => c.Value);

    private string? First(string claim) => All(claim).FirstOrDefault();
}
