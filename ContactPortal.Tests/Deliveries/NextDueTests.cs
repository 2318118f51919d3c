using System.Globalization;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Tests.Deliveries;

/// <summary>When the next delivery is due, which mails about a delivery name (D10).</summary>
public sealed class NextDueTests
{
    private static readonly CalendarOptions Calendar = new() { DueDay = { [Amfora] = 10 } };

    [Theory]
    [InlineData("2026-02", "2026-03-05", "2026-04-10")]
    [InlineData("2026-02", "2026-03-31", "2026-04-10")]
    [InlineData("2026-02", "2026-04-10", "2026-04-10")]
    [InlineData("2026-02", "2026-04-11", "2026-05-10")]
    [InlineData("2025-12", "2026-01-08", "2026-02-10")]
    [InlineData("2025-02", "2026-03-05", "2026-03-10")]
    [InlineData("2025-02", "2026-03-11", "2026-04-10")]
    public void NextDelivery_AfterThatOfAPeriod_IsDueOn(string period, string today, string due) =>
        Assert.Equal(Day(due), Calendar.NextDue(Amfora, Period.Parse(period)!.Value, Day(today)));

    [Fact]
    public void TypeThatIsNotExpected_HasNoDay() =>
        Assert.Null(Calendar.NextDue("ANDET", Period.Parse("2026-02")!.Value, new(2026, 3, 5)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
