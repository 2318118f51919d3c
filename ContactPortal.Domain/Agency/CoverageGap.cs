using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Agency;

/// <summary>A gap in a municipality's coverage (A2).</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Type">The type that it is about; null for all.</param>
/// <param name="Count">How many contacts it is about; 0 where it is about none.</param>
/// <param name="Period">The period of an overdue delivery; else null.</param>
public sealed record CoverageGap(CoverageGapKind Kind, DeliveryType? Type = null, int Count = 0, Period? Period = null);
