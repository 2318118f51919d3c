using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Contacts;

/// <summary>E-mail addresses: one address, as RFC 5321 and 5322 shape them, without the forms that nobody uses (quotes, comments, literals).</summary>
public static partial class EmailAddress
{
    /// <summary>The most characters an address has, the domain counted as it is sent (RFC 5321).</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Whether mail can be sent to it. Danish letters are allowed in the domain (IDN), not before the @.</summary>
    public static bool IsValid(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= LongestLocalPart
            && LocalPart().IsMatch(text.AsSpan(0, at))
            && ToMailAddress(text[(at + 1)..]) is { } domain
            && Domain().IsMatch(domain)
            && at + 1 + domain.Length <= Longest;
    }

    // The mapping drops invisible characters and turns lookalikes into others: only what comes back the same is what somebody reads.
    private static string? ToMailAddress(string domain)
    {
        try
        {
            var sent = Idn.GetAscii(domain);
            return AreEqual(sent, domain) || AreEqual(Idn.GetUnicode(sent), domain) ? sent : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool AreEqual(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z")]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])\z")]
    private static partial Regex Domain();
}
