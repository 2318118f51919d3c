namespace ContactPortal.Domain.Access;

/// <summary>What an actor is in the organisation acted for.</summary>
public enum Role
{
    /// <summary>An employee of the municipality: keeps its contacts (K0).</summary>
    Staff,

    /// <summary>An employee who grants the municipality's rights too (U1).</summary>
    LocalAdministrator,

    /// <summary>Somebody of the state agency: reads every municipality's contacts, changes none (A1).</summary>
    Agency,
}
