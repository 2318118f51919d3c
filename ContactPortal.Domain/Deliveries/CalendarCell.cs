using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The state of a type's delivery for a period.</summary>
public enum CellState
{
    /// <summary>Nothing received, and nothing expected.</summary>
    Empty,

    /// <summary>Not due yet.</summary>
    Awaited,

    /// <summary>Overdue (D10).</summary>
    Late,

    /// <summary>Received without errors.</summary>
    Clean,

    /// <summary>Received with errors.</summary>
    Faulty,
}

/// <summary>A cell of the period grid: one type in one period.</summary>
/// <param name="Type">The type.</param>
/// <param name="Period">The period.</param>
/// <param name="State">The state.</param>
/// <param name="Newest">The newest delivery, or null.</param>
/// <param name="Due">When it is due; null when it is not expected.</param>
public sealed record CalendarCell(DeliveryType Type, Period Period, CellState State, DeliverySummary? Newest, DateOnly? Due);
