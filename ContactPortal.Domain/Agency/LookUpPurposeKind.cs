namespace ContactPortal.Domain.Agency;

/// <summary>What the agency looks contacts up for (A1, O4).</summary>
public enum LookUpPurposeKind
{
    /// <summary>A question about what the municipality reported.</summary>
    Reporting,

    /// <summary>A message about operation: an outage, a new version, a changed deadline.</summary>
    Operation,

    /// <summary>Something else, which is stated.</summary>
    Other,
}
