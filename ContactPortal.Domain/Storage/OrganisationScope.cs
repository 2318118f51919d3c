using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Whose rows a context reaches. PostgreSQL itself keeps it within them, whatever is asked (O1); SQLite takes the questions at their word.
/// </summary>
public readonly record struct OrganisationScope
{
    private const string AllOrganisations = "all";

    private readonly string? settingValue;

    private OrganisationScope(string settingValue) => this.settingValue = settingValue;

    /// <summary>Nobody's, which is what a context reaches that was told nothing.</summary>
    public static OrganisationScope None => default;

    /// <summary>Every organisation's: for what is done for all of them, or to find out whose something is.</summary>
    public static OrganisationScope All => new(AllOrganisations);

    /// <summary>As the database is told.</summary>
    internal string SettingValue => settingValue ?? "";

    /// <summary>That organisation's alone.</summary>
    public static OrganisationScope Only(OrganisationCode organisation) => new(organisation.ToString());
}
