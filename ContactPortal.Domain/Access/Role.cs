namespace ContactPortal.Domain.Access;

/// <summary>An actor's role in the organisation acted for.</summary>
public enum Role
{
    /// <summary>An employee of the municipality: edits its contacts (K0).</summary>
    Staff,

    /// <summary>An employee who also grants the municipality's rights (U1).</summary>
    LocalAdministrator,

    /// <summary>An employee of the state agency: reads every municipality's contacts, changes none (A1).</summary>
    Agency,
}
