namespace ContactPortal.Domain.Organisations;

/// <summary>What is configured for one organisation.</summary>
public sealed record OrganisationSettings
{
    /// <summary>
    /// The domains that addresses of its contacts and persons may have, with all domains below them; empty: any. Stored addresses stay.
    /// </summary>
    public string[] EmailDomains { get; init; } = [];
}
