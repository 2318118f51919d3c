using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>A page of errors.</summary>
/// <param name="Errors">The errors.</param>
/// <param name="All">How many there are in all.</param>
public sealed record ErrorPage(ImmutableArray<DeliveryError> Errors, int All);
