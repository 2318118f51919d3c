using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Whose rows a context reaches. PostgreSQL itself keeps it within them, whatever is asked (O1); SQLite takes the questions at their word.
/// </summary>
public readonly record struct Reach
{
    private const string Everything = "all";

    private readonly string? word;

    private Reach(string word) => this.word = word;

    /// <summary>Nobody's, which is what a context reaches that was told nothing.</summary>
    public static Reach Nothing => default;

    /// <summary>Every organisation's: for what is done for all of them, or to find out whose something is.</summary>
    public static Reach All => new(Everything);

    /// <summary>As the database is told.</summary>
    internal string Word => word ?? "";

    /// <summary>That organisation's alone.</summary>
    public static Reach Of(OrganisationCode organisation) => new(organisation.ToString());
}
