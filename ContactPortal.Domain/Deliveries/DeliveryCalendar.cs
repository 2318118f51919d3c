using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Deliveries;

/// <summary>When deliveries are expected (D10): by type, the day of the month after the period.</summary>
public sealed record CalendarOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Calendar";

    /// <summary>Latest day that every month has.</summary>
    public const int LatestDay = 28;

    /// <summary>The day, 1-28, of the following month by which a period's delivery is due; a type that is not named is not expected.</summary>
    public Dictionary<string, int> DueDay { get; init; } = [];
}

/// <summary>How it stands with one type and period.</summary>
public enum CellState
{
    /// <summary>Nothing has arrived, and nothing is due.</summary>
    Empty,

    /// <summary>Not due yet.</summary>
    Awaited,

    /// <summary>Due, and not there (D10).</summary>
    Late,

    /// <summary>There, without errors.</summary>
    Clean,

    /// <summary>There, with errors.</summary>
    Faulty,
}

/// <summary>One type in one period.</summary>
/// <param name="Type">The type.</param>
/// <param name="Period">The period.</param>
/// <param name="State">How it stands.</param>
/// <param name="Newest">The newest delivery, if there is one.</param>
/// <param name="Due">When it is due; null when it is not expected.</param>
public sealed record CalendarCell(DeliveryType Type, Period Period, CellState State, DeliverySummary? Newest, DateOnly? Due);

/// <summary>The picture of the last periods: every type and month, and how it stands (D1, D10). Pure.</summary>
public static class DeliveryCalendar
{
    /// <summary>How many months the picture shows.</summary>
    public const int Months = 12;

    /// <summary>The months up to and including that one, the oldest first.</summary>
    public static ImmutableArray<Period> PeriodsUntil(Period last) =>
        [.. Enumerable.Range(0, Months).Select(i => last.Plus(i - Months + 1))];

    /// <summary>How it stands with a type in a period on that day.</summary>
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
