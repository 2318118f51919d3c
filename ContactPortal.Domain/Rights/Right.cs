namespace ContactPortal.Domain.Rights;

/// <summary>An area of the portal that rights are granted for.</summary>
public enum RightArea
{
    /// <summary>"Ny kommune".</summary>
    NyKommune,
}

/// <summary>The rights.</summary>
public enum Right
{
    /// <summary>"TASS Opfølgning": the deliveries and their errors (D1).</summary>
    TassOpfoelgning,
}
