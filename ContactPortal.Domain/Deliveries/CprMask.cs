using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Deliveries;

/// <summary>Masks CPR numbers in texts that come from outside, before anything is stored or logged (D9).</summary>
public static partial class CprMask
{
    /// <summary>What stands in a number's place.</summary>
    public const string Mask = "******-****";

    private const string DayForm = "ddMMyy";

    /// <summary>
    /// The text with every ten digits masked that can be a CPR number: a date as its first six, with or without a dash and blanks of
    /// whatever kind, and no further digit next to them. The check digit is no help: numbers given out since 2007 need not have one.
    /// </summary>
    public static string MaskIn(string text) => Candidate().Replace(text, found => IsDate(found.Groups["day"].Value) ? Mask : found.Value);

    // Every two-digit year is one of a living person's, in one century or another; only the 29th of February depends on which.
    private static bool IsDate(string day) =>
        DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || day.StartsWith("2902", StringComparison.Ordinal);

    // Word processors write dashes of their own, and blanks that keep a number on one line.
    [GeneratedRegex(@"(?<![0-9])(?<day>[0-9]{6})[\s\p{Zs}]?[\p{Pd}\u2212]?[\s\p{Zs}]?[0-9]{4}(?![0-9])")]
    private static partial Regex Candidate();
}
