namespace ContactPortal.Domain.Persons;

/// <summary>What persons are told about their data, as far as it differs from one controller to another (GDPR article 14; O4).</summary>
public sealed record PersonalDataOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "PersonalData";

    /// <summary>The maximum length of a text, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>The e-mail address of the controller's data protection officer; empty for none.</summary>
    public string Officer { get; init; } = "";

    /// <summary>Purpose and legal basis, in Danish; empty for the portal's own text.</summary>
    public string Basis { get; init; } = "";

    /// <summary>How long the data is kept, in Danish; empty for the portal's own text.</summary>
    public string Kept { get; init; } = "";
}
