using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Agency;

/// <summary>How a municipality covers one delivery type (A2).</summary>
/// <param name="Type">The type.</param>
/// <param name="Responsible">The number of active contacts who are responsible for it and have not left.</param>
/// <param name="Late">The newest period whose delivery is overdue; null when none is (D10).</param>
public sealed record TypeCoverage(DeliveryType Type, int Responsible, Period? Late);
