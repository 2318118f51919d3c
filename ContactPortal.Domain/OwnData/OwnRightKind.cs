namespace ContactPortal.Domain.OwnData;

/// <summary>The rights that persons can have.</summary>
public enum OwnRightKind
{
    /// <summary>TASS Opfølgning under "Ny kommune" (U1).</summary>
    TassOpfoelgning,

    /// <summary>Local administrator (U1).</summary>
    LocalAdministrator,

    /// <summary>Reads every municipality, as a person of the agency (A1).</summary>
    Agency,
}
