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
}

/// <summary>A trusted issuer.</summary>
public sealed record TrustedIssuer
{
    /// <summary>The issuer, exactly as its tokens name it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The codes of the organisations that it is trusted for: 101-860, 0 for the agency; all when empty.</summary>
    public int[] Organisations { get; init; } = [];
}
