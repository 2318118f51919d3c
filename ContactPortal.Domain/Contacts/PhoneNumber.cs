using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace ContactPortal.Domain.Contacts;

/// <summary>Parses and formats telephone numbers: Danish unless a country code is given, stored in E.164, shown in Danish groups.</summary>
public static partial class PhoneNumber
{
    /// <summary>The maximum length of a number as typed, in characters.</summary>
    public const int Longest = 30;

    private const int DanishDigits = 8;
    private const int FewestDigitsOfANumber = 6;
    private const string Denmark = "DK";
    private const int DanishCountryCode = 45;

    /// <summary>Whether the text is a valid number.</summary>
    public static bool IsValid(string text) => Parsed(text) is not null;

    /// <summary>The number in E.164 ("+4528123456"); an invalid text is only trimmed.</summary>
    public static string Normalised(string text) =>
        Parsed(text) is { } number ? PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.E164) : text.Trim();

    /// <summary>The number in Danish format ("28 12 34 56"), a foreign one in international format; an invalid text unchanged.</summary>
    public static string Shown(string text) =>
        Parsed(text) is { } number
            ? PhoneNumberUtil.GetInstance().Format(
                number,
                number.CountryCode == DanishCountryCode ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
            : text;

    /// <summary>Whether the text has an extension after the main number: "33 66 33 66 lok. 123".</summary>
    public static bool HasExtension(string text) => Extension().IsMatch(text);

    /// <summary>Whether the text is an extension alone, which nobody outside of the municipality can call: "4512".</summary>
    public static bool IsExtension(string text) =>
        text.Count(char.IsAsciiDigit) is > 0 and < FewestDigitsOfANumber && IsInvalidWithoutCountry(text);

    /// <summary>Whether the text has not as many digits as a Danish number, nor a country code: "298 203040" on the Faroe Islands.</summary>
    public static bool LacksCountry(string text) =>
        text.Count(char.IsAsciiDigit) is >= FewestDigitsOfANumber and not DanishDigits && IsInvalidWithoutCountry(text);

    private static bool IsInvalidWithoutCountry(string text) => text.All(IsAllowed) && !HasCountry(text) && !IsValid(text);

    private static bool HasCountry(string text) =>
        text.TrimStart(' ', '(').StartsWith('+') || text.TrimStart().StartsWith("00", StringComparison.Ordinal);

    // As printed abroad: the 0 is dialled within the country alone.
    [GeneratedRegex(@"(?<=^\(?(\+|00)\d{1,3}\)?\s*)\(0\)")]
    private static partial Regex InlandPrefix();

    [GeneratedRegex(@"\d\D*?(\b(lok|lokal|ext|int|tast)\b|#|\bx(?=\W*\d))\.?\W*\d+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    private static PhoneNumbers.PhoneNumber? Parsed(string text)
    {
        if (text.Length is 0 or > Longest || !text.All(IsAllowed))
            return null;
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var plain = string.Concat(text.Select(c => char.IsWhiteSpace(c) ? ' ' : c));
            var number = util.Parse(InlandPrefix().Replace(plain, ""), Denmark);
            return util.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // The library also accepts letters ("1-800-FLOWERS") and extensions, which are refused here.
    private static bool IsAllowed(char c) =>
        char.IsAsciiDigit(c) || c is '+' or '(' or ')' or '.' or '/'
        || char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;
}
