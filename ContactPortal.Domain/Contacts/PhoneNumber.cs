using PhoneNumbers;

namespace ContactPortal.Domain.Contacts;

/// <summary>Parses and formats telephone numbers: Danish unless a country code is given, stored in E.164, shown in Danish groups.</summary>
public static class PhoneNumber
{
    /// <summary>The maximum length of a number as typed, in characters.</summary>
    public const int Longest = 30;

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

    private static PhoneNumbers.PhoneNumber? Parsed(string text)
    {
        if (text.Length is 0 or > Longest || !text.All(IsAllowed))
            return null;
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(text, Denmark);
            return util.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // The library also accepts letters ("1-800-FLOWERS") and extensions, which are refused here.
    private static bool IsAllowed(char c) => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or '.' or '/' or '\u00a0';
}
