using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Which deliveries are expected, and which are late (D10).</summary>
public sealed class DeliveryCalendarTests
{
    private static readonly DeliveryType Type = new(Amfora, "AMFORA", 1);
    private static readonly Period January = new(2026, 1);
    private static readonly CalendarOptions DueOnTheTenth = new() { DueDay = { [Amfora] = 10 } };

    [Theory]
    [InlineData("2026-01-15", CellState.Awaited)]
    [InlineData("2026-02-10", CellState.Awaited)]
    [InlineData("2026-02-11", CellState.Late)]
    public void ExpectedDelivery_ThatIsNotThere_IsLateFromTheDayAfterItsDay(string today, CellState state)
    {
        var cell = Cell(DueOnTheTenth, DateOnly.Parse(today, null));
        Assert.Equal((state, new DateOnly(2026, 2, 10)), (cell.State, cell.Due));
        Assert.Null(cell.Newest);
    }

    [Fact]
    public void DeliveryThatNobodyExpects_IsMissedByNobody() =>
        Assert.Equal(new CalendarCell(Type, January, CellState.Empty, null, null), Cell(new(), new(2027, 1, 1)));

    [Theory]
    [InlineData(0, CellState.Clean)]
    [InlineData(1, CellState.Faulty)]
    public void DeliveryThatIsThere_IsNeverLate(int errors, CellState state) =>
        Assert.Equal(state, Cell(DueOnTheTenth, new(2027, 1, 1), A(1, January, errors)).State);

    [Fact]
    public void DeliverySentAgain_TheNewestCounts()
    {
        var cell = Cell(DueOnTheTenth, new(2026, 2, 1), A(7, January, 0), A(9, January, 3), A(8, January, 0));
        Assert.Equal((CellState.Faulty, 9L), (cell.State, cell.Newest!.Number));
    }

    [Fact]
    public void DeliveriesOfOtherTypesAndMonths_CountForNothing() => Assert.Equal(
        CellState.Late, Cell(
            DueOnTheTenth, new(2026, 3, 1), A(1, new(2026, 2), 0), A(2, new(2025, 1), 0),
            A(3, January, 0) with { Type = Raadighed }).State);

    [Fact]
    public void Months_UntilOne_AreTwelveTheOldestFirst()
    {
        var months = DeliveryCalendar.PeriodsUntil(January);
        Assert.Equal((12, new Period(2025, 2), January), (months.Length, months[0], months[^1]));
        Assert.Equal(months.Order(), months);
    }

    private static CalendarCell Cell(CalendarOptions options, DateOnly today, params DeliverySummary[] deliveries) =>
        DeliveryCalendar.CellOf(Type, January, deliveries, options, today);

    private static DeliverySummary A(long number, Period period, int errors) =>
        new(number, Amfora, period, DateTimeOffset.UnixEpoch, 100, errors, errors, 0);
}
