namespace ContactPortal.Domain.Text;

/// <summary>Converts times to Danish days: deadlines and absences are Danish days.</summary>
public static class DanishCalendar
{
    /// <summary>The time zone, by its name in the time zone database.</summary>
    public const string ZoneName = "Europe/Copenhagen";

    private static readonly TimeZoneInfo Denmark = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    /// <summary>The time in Denmark, with its UTC offset.</summary>
    public static DateTimeOffset TimeOf(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Denmark);

    /// <summary>The day in Denmark.</summary>
    public static DateOnly Of(DateTimeOffset time) => DateOnly.FromDateTime(TimeOf(time).DateTime);

    /// <summary>The beginning of the day in Denmark.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Denmark.GetUtcOffset(midnight));
    }
}
