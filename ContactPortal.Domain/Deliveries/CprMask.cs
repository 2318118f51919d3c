using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Deliveries;

/// <summary>Masks CPR numbers in incoming texts before anything is stored or logged (D9).</summary>
public static partial class CprMask
{
    /// <summary>The replacement for a CPR number.</summary>
    public const string Mask = "******-****";

    private const int LeapYear = 2000;

    // A replacement CPR number, for somebody without a real one, has 60 added to the day.
    private const int ReplacementDays = 60;

    /// <summary>
    /// Masks every possible CPR number: six digits that are a date, then four, without adjacent digits. The parts of the date may be
    /// separated by dashes, dots, slashes or spaces, so may date and serial number, and the latter in its middle. The year may have four
    /// digits. Only six digits in a row need nothing between them and the serial number. The day may be that of a replacement number
    /// (61 to 91). The check digit is not used: numbers issued since 2007 need not have a valid one.
    /// </summary>
    public static string MaskIn(string text) => Candidate().Replace(text, found => IsDate(found) ? Mask : found.Value);

    // Every two-digit year is possible in some century; only 29 February depends on which, so it is always accepted.
    private static bool IsDate(Match found)
    {
        var (day, month) = (Number(found, "day"), Number(found, "month"));
        if (day > ReplacementDays)
            day -= ReplacementDays;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(LeapYear, month);
    }

    private static int Number(Match found, string part) => int.Parse(found.Groups[part].ValueSpan, CultureInfo.InvariantCulture);

    // Includes the dashes and non-breaking spaces that word processors insert.
    [GeneratedRegex("""
        (?<![0-9])
        (?:
            (?<day>[0-9]{2})(?<month>[0-9]{2})[0-9]{2}[\s\p{Zs}]?[\p{Pd}\u2212./]?[\s\p{Zs}]?
            | (?<day>[0-9]{2})(?<between>[\s\p{Zs}]?[\p{Pd}\u2212./]?[\s\p{Zs}]?)(?<month>[0-9]{2})\k<between>
              (?:18|19|20)?[0-9]{2}(?:[\s\p{Zs}][\p{Pd}\u2212./]?|[\p{Pd}\u2212./])[\s\p{Zs}]?
        )
        [0-9]{2}[\s\p{Zs}]?[0-9]{2}
        (?![0-9])
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Candidate();
}
