namespace ContactPortal.Domain.Text;

/// <summary>Which day it is in Denmark: deadlines and absences are about days there.</summary>
public static class DanishCalendar
{
    private static readonly TimeZoneInfo Denmark = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <summary>A moment as it is on the clock in Denmark.</summary>
    public static DateTimeOffset TimeOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Denmark);

    /// <summary>The day of a moment in Denmark.</summary>
    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeOf(moment).DateTime);
}
