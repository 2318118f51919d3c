using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>Whose word counts for whom, when not every issuer may speak for every organisation.</summary>
public sealed record IssuerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SignIn";

    /// <summary>The issuers that may speak, and for whom; when there are none, every issuer that the sign-in accepts may speak for all.</summary>
    public TrustedIssuer[] Issuers { get; init; } = [];

    /// <summary>Whether that issuer's word counts for somebody of that organisation.</summary>
    public bool MaySpeakFor(string issuer, OrganisationCode organisation) =>
        Issuers.Length == 0 || Issuers.Any(i => i.Issuer == issuer && (i.Organisations.Length == 0 || i.Organisations.Contains(organisation.Value)));
}

/// <summary>An issuer whose word counts.</summary>
public sealed record TrustedIssuer
{
    /// <summary>The issuer, exactly as its tokens name it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The codes of the organisations that it may speak for: 101-860, 0 for the agency; none for all.</summary>
    public int[] Organisations { get; init; } = [];
}
