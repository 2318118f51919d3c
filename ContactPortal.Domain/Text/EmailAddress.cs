using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Text;

/// <summary>Validates one e-mail address by RFC 5321 and 5322, without the unused forms (quotes, comments, literals).</summary>
public static partial class EmailAddress
{
    /// <summary>The maximum length in characters, with the domain in its ASCII form (RFC 5321).</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>
    /// Whether the address is valid. Non-ASCII letters are allowed in the domain (IDN), not before the @, and of one script in each of its
    /// labels, also where they are written as xn--.
    /// </summary>
    public static bool IsValid(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= LongestLocalPart
            && LocalPart().IsMatch(text.AsSpan(0, at))
            && ToAsciiDomain(text[(at + 1)..]) is { } domain
            && Domain().IsMatch(domain)
            && FindLookAlike(text) is null
            && at + 1 + domain.Length <= Longest;
    }

    /// <summary>
    /// The first part of the address with letters that look like others, as it is read: not Latin before the @, or of several scripts in
    /// one label of the domain. Null when there is none.
    /// </summary>
    public static string? FindLookAlike(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var local = at < 0 ? text : text[..at];
        return Scripts.FindNotLatin(local) is not null ? local
            : at < 0 ? null
            : Scripts.FindMixedWord(ToReadableDomain(text[(at + 1)..]));
    }

    /// <summary>The domain of a valid address in its ASCII form and in lower case: the same for all ways to write it.</summary>
    public static string DomainOf(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        return ToAsciiDomain(domain) ?? domain;
    }

    /// <summary>The domain as people read it: with letters for labels that are written as xn--.</summary>
    public static string ToReadableDomain(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    /// <summary>
    /// The <c>mailto:</c> URL of an address, encoded by RFC 6068: characters that are valid in an address, such as ? and &amp;, would
    /// otherwise add recipients or headers.
    /// </summary>
    public static string ToMailtoUrl(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0
            ? $"mailto:{Uri.EscapeDataString(address)}"
            : $"mailto:{Uri.EscapeDataString(address[..at])}@{Uri.EscapeDataString(address[(at + 1)..])}";
    }

    /// <summary>The domain in its ASCII form, or null when it has none.</summary>
    internal static string? ToAsciiDomain(string domain)
    {
        // IDN mapping drops invisible characters and replaces lookalikes: only a domain that survives the round trip is accepted.
        try
        {
            var ascii = Idn.GetAscii(domain);
            var readable = Idn.GetUnicode(ascii);
            return AreEqual(Idn.GetAscii(readable), ascii) && (AreEqual(ascii, domain) || AreEqual(readable, domain)) ? ascii : null;
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
