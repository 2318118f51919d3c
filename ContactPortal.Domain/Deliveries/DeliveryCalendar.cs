using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The settings for when deliveries are due (D10).</summary>
public sealed record CalendarOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Calendar";

    /// <summary>The last day that every month has.</summary>
    public const int LatestDay = 28;

    /// <summary>
    /// By type code, the day (1-28) of the following month on which a period's delivery is due; other types are not expected.
    /// </summary>
    public Dictionary<string, int> DueDay { get; init; } = [];
}

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

/// <summary>Computes the period grid: the state of every type in the last months (D1, D10). Pure.</summary>
public static class DeliveryCalendar
{
    /// <summary>How many months the grid shows.</summary>
    public const int Months = 12;

    /// <summary>The grid's months up to and including that one, the oldest first.</summary>
    public static ImmutableArray<Period> PeriodsUntil(Period last) =>
        [.. Enumerable.Range(0, Months).Select(i => last.Plus(i - Months + 1))];

    /// <summary>The state of a type's delivery for a period on that day.</summary>
    public static CalendarCell CellOf(
        DeliveryType type, Period period, IEnumerable<DeliverySummary> deliveries, CalendarOptions options, DateOnly today)
    {
        var newest = deliveries.Where(d => d.Type == type.Code && d.Period == period).MaxBy(d => d.Number);
        DateOnly? due = options.DueDay.TryGetValue(type.Code, out var day) ? period.Plus(1).FirstDay.AddDays(day - 1) : null;
        var state = (newest, due) switch
        {
            ({ Errors: 0 }, _) => CellState.Clean,
            ({ }, _) => CellState.Faulty,
            (null, null) => CellState.Empty,
            (null, { } date) => date < today ? CellState.Late : CellState.Awaited,
        };
        return new(type, period, state, newest, due);
    }
}
