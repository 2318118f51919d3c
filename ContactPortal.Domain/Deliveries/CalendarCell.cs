using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Deliveries;

/// <summary>A cell of the period grid: one type in one period.</summary>
/// <param name="Type">The type.</param>
/// <param name="Period">The period.</param>
/// <param name="State">The state.</param>
/// <param name="Newest">The newest delivery, or null.</param>
/// <param name="Due">When it is due; null when it is not expected.</param>
public sealed record CalendarCell(DeliveryType Type, Period Period, CellState State, DeliverySummary? Newest, DateOnly? Due);
