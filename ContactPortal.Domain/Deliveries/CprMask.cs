using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Deliveries;

/// <summary>Masks CPR numbers in incoming texts before anything is stored or logged (D9).</summary>
public static partial class CprMask
{
    /// <summary>The replacement for a CPR number.</summary>
    public const string Mask = "******-****";

    private const string DayForm = "ddMMyy";

    /// <summary>
    /// Masks every possible CPR number: ten digits of which the first six are a date, with or without a dash and any kind of space between,
    /// and without adjacent digits. The check digit is not used: numbers issued since 2007 need not have a valid one.
    /// </summary>
    public static string MaskIn(string text) => Candidate().Replace(text, found => IsDate(found.Groups["day"].Value) ? Mask : found.Value);

    // Every two-digit year is possible in some century; only 29 February depends on which, so it is always accepted.
    private static bool IsDate(string day) =>
        DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || day.StartsWith("2902", StringComparison.Ordinal);

    // Includes the dashes and non-breaking spaces that word processors insert.
    [GeneratedRegex(@"(?<![0-9])(?<day>[0-9]{6})[\s\p{Zs}]?[\p{Pd}\u2212]?[\s\p{Zs}]?[0-9]{4}(?![0-9])")]
    private static partial Regex Candidate();
}
