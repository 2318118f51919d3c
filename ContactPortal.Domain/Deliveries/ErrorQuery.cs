namespace ContactPortal.Domain.Deliveries;

/// <summary>A query for a delivery's errors.</summary>
/// <param name="Delivery">The delivery's number.</param>
/// <param name="State">Only those with this state; null for all of this delivery.</param>
/// <param name="Code">Only those with this code; null for all.</param>
public sealed record ErrorQuery(long Delivery, ErrorState? State, string? Code);
