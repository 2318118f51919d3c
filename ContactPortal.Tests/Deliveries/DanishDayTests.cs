using ContactPortal.Domain.Text;

namespace ContactPortal.Tests.Deliveries;

/// <summary>The date and hour in Denmark, independent of the machine's time zone: at new year and when the clocks change.</summary>
public sealed class DanishDayTests
{
    [Theory]
    [InlineData("2026-10-24T21:59:00Z", "2026-10-24T23:59:00+02:00")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T00:00:00+02:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00")]
    [InlineData("2026-12-31T22:59:00Z", "2026-12-31T23:59:00+01:00")]
    [InlineData("2026-12-31T23:30:00Z", "2027-01-01T00:30:00+01:00")]
    [InlineData("2027-03-28T00:59:59Z", "2027-03-28T01:59:59+01:00")]
    [InlineData("2027-03-28T01:00:00Z", "2027-03-28T03:00:00+02:00")]
    [InlineData("2028-02-28T23:00:00Z", "2028-02-29T00:00:00+01:00")]
    public void Moment_InDenmark_HasTheDayAndHourOfTheClocksThere(string moment, string inDenmark)
    {
        var expected = DateTimeOffset.Parse(inDenmark, null);
        var time = DanishCalendar.TimeOf(DateTimeOffset.Parse(moment, null));
        Assert.Equal((expected.DateTime, expected.Offset), (time.DateTime, time.Offset));
        Assert.Equal(DateOnly.FromDateTime(expected.DateTime), DanishCalendar.Of(DateTimeOffset.Parse(moment, null)));
    }
}
