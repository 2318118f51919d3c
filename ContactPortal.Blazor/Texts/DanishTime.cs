using System.Globalization;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Texts;

/// <summary>Moments as people in Denmark read them on the clock, summer and winter.</summary>
public static class DanishTime
{
    /// <summary>Day and time to the second: "24. nov. 2026 kl. 09.12.03".</summary>
    public static string Exact(DateTimeOffset moment) =>
        DanishCalendar.TimeOf(moment).ToString(TimeTexts.Exact, CultureInfo.CurrentCulture);

    /// <summary>The day: "24. nov. 2026".</summary>
    public static string Day(DateTimeOffset moment) => DanishCalendar.TimeOf(moment).ToString(TimeTexts.Day, CultureInfo.CurrentCulture);

    /// <summary>The day, which has no time.</summary>
    public static string Day(DateOnly day) => day.ToString(TimeTexts.Day, CultureInfo.CurrentCulture);

    /// <summary>The month: "november 2026".</summary>
    public static string MonthOf(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The month where there is little room: "nov. 26".</summary>
    public static string ShortMonthOf(DateOnly day) => day.ToString("MMM yy", CultureInfo.CurrentCulture);
}
