using PhoneNumbers;

namespace ContactPortal.Domain.Contacts;

/// <summary>Telephone numbers: typed in any usual way, Danish when no country is given, stored in E.164, shown in Danish groups.</summary>
public static class PhoneNumber
{
    /// <summary>The longest text that is taken for a number, in characters.</summary>
    public const int Longest = 30;

    private const string Denmark = "DK";
    private const int DanishCountryCode = 45;

    /// <summary>Whether the text is a number that can be called.</summary>
    public static bool IsValid(string text) => Parsed(text) is not null;

    /// <summary>The number in E.164 ("+4528123456"); what is not valid only loses the blanks around it.</summary>
    public static string Normalised(string text) =>
        Parsed(text) is { } number ? PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.E164) : text.Trim();

    /// <summary>The number as Danes write it ("28 12 34 56"), with its country when that is another; what is not valid as it is.</summary>
    public static string Shown(string text) =>
        Parsed(text) is { } number
            ? PhoneNumberUtil.GetInstance().Format(
                number,
                number.CountryCode == DanishCountryCode ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
            : text;

    private static PhoneNumbers.PhoneNumber? Parsed(string text)
    {
        if (text.Length is 0 or > Longest || !text.All(IsUsual))
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

    // The library also reads letters ("1-800-FLOWERS") and extensions; nobody means them here.
    private static bool IsUsual(char c) => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or '.' or '/' or '\u00a0';
}
