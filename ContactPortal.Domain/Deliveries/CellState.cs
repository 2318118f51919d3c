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
