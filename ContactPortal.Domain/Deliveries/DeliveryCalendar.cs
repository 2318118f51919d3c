using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Deliveries;

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
        var due = options.DueOf(type.Code, period);
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
