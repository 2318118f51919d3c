using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// The organisations whose rows a context can access. On PostgreSQL row-level security enforces the scope even if a query forgets its
/// filter (O1). SQLite has no such check: there the queries' own filters are all there is.
/// </summary>
public readonly record struct OrganisationScope
{
    private const string AllOrganisations = "all";

    private readonly string? settingValue;

    private OrganisationScope(string settingValue) => this.settingValue = settingValue;

    /// <summary>No organisation: the default of a context without a scope.</summary>
    public static OrganisationScope None => default;

    /// <summary>All organisations: for work across organisations, or to find out which organisation something belongs to.</summary>
    public static OrganisationScope All => new(AllOrganisations);

    /// <summary>The value of the PostgreSQL setting that the row-level security policies read.</summary>
    internal string SettingValue => settingValue ?? "";

    /// <summary>One organisation only.</summary>
    public static OrganisationScope Only(OrganisationCode organisation) => new(organisation.ToString());
}
