using System.Globalization;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Texts;

/// <summary>Formats times in the Danish time zone, in the current culture.</summary>
public static class DanishTime
{
    /// <summary>Date and time to the second: "24. nov. 2026 kl. 09.12.03".</summary>
    public static string Exact(DateTimeOffset moment) =>
        DanishCalendar.TimeOf(moment).ToString(TimeTexts.Exact, CultureInfo.CurrentCulture);

    /// <summary>The date: "24. nov. 2026".</summary>
    public static string Day(DateTimeOffset moment) => DanishCalendar.TimeOf(moment).ToString(TimeTexts.Day, CultureInfo.CurrentCulture);

    /// <summary>The date: "24. nov. 2026".</summary>
    public static string Day(DateOnly day) => day.ToString(TimeTexts.Day, CultureInfo.CurrentCulture);

    /// <summary>The month: "november 2026".</summary>
    public static string MonthOf(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The month, abbreviated: "nov. 26".</summary>
    public static string ShortMonthOf(DateOnly day) => day.ToString("MMM yy", CultureInfo.CurrentCulture);
}
