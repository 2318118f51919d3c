using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>Which issuers are trusted for which organisations (P2).</summary>
public sealed record IssuerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SignIn";

    /// <summary>The trusted issuers; when empty, every issuer that the sign-in accepts is trusted for all organisations.</summary>
    public TrustedIssuer[] Issuers { get; init; } = [];

    /// <summary>Whether the issuer is trusted for sign-ins of the organisation.</summary>
    public bool IsTrusted(string issuer, OrganisationCode organisation) =>
        Issuers.Length == 0
        || Issuers.Any(i => i.Issuer == issuer && (i.Organisations.Length == 0 || i.Organisations.Contains(organisation.Value)));

    /// <summary>
    /// The claim in which the issuer states a person's id in the directory of that organisation (P8); null for an issuer that may not.
    /// </summary>
    public string? DirectoryIdClaimOf(string issuer, OrganisationCode organisation) =>
        Issuers.FirstOrDefault(
                i => i.Issuer == issuer && i.DirectoryIdClaim.Length > 0 && i.Organisations.Contains(organisation.Value))
            ?.DirectoryIdClaim;
}

/// <summary>A trusted issuer.</summary>
public sealed record TrustedIssuer
{
    /// <summary>The issuer, exactly as its tokens name it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The codes of the organisations that it is trusted for: 101-860, 0 for the agency; all when empty.</summary>
    public int[] Organisations { get; init; } = [];

    /// <summary>
    /// The claim with a person's id in the organisation's own directory, which the directory sends as <c>externalId</c> over SCIM (P8):
    /// <c>oid</c> for Entra ID. Empty for an issuer whose sign-ins are not matched by it. Only together with <see cref="Organisations"/>:
    /// an id means something in the directory of those organisations alone.
    /// </summary>
    public string DirectoryIdClaim { get; init; } = "";
}
