namespace ContactPortal.Domain.Deliveries;

/// <summary>An error's state compared with the previous delivery (D6).</summary>
public enum ErrorState
{
    /// <summary>Not in the previous delivery.</summary>
    New,

    /// <summary>In the previous delivery too.</summary>
    Persisting,

    /// <summary>In the previous delivery, but not in this one.</summary>
    Resolved,
}
