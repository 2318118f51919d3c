using System.Collections.Immutable;

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

/// <summary>A query for a delivery's errors.</summary>
/// <param name="Delivery">The delivery's number.</param>
/// <param name="State">Only those with this state; null for all of this delivery.</param>
/// <param name="Code">Only those with this code; null for all.</param>
public sealed record ErrorQuery(long Delivery, ErrorState? State, string? Code);

/// <summary>An error code, and how many errors have it.</summary>
public sealed record CodeCount(string Code, int Errors);

/// <summary>A page of errors.</summary>
/// <param name="Errors">The errors.</param>
/// <param name="All">How many there are in all.</param>
public sealed record ErrorPage(ImmutableArray<DeliveryError> Errors, int All);
