namespace ContactPortal.Domain.Rights;

/// <summary>The rights.</summary>
public enum Right
{
    /// <summary>"TASS Opfølgning": the deliveries and their errors (D1).</summary>
    TassOpfoelgning,
}
