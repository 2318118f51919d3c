using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ContactPortal.Domain.Text;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Compares the recipients that a report names with the address that the mail was sent to. Pure.</summary>
internal static partial class BounceRecipients
{
    private const int MaxListed = 50;

    /// <summary>The address in a field such as <c>rfc822; anne@aarhus.example</c>, or null.</summary>
    public static string? AddressIn(string value) =>
        !IsEncapsulated(value) && Address().Match(Uncoded(value)) is { Success: true } found ? found.Value.TrimEnd('.') : null;

    /// <summary>Whether the recipient that failed is the one that the mail was sent to.</summary>
    /// <param name="recipient">What the report says.</param>
    /// <param name="address">The address that the mail was sent to.</param>
    public static bool IsOf(RecipientStatus recipient, string address)
    {
        if ((recipient.Final ?? recipient.Original) is not { } failed || AreSame(failed, address))
            return true;

        // The same mailbox on a host of the organisation's: the server has rewritten the domain.
        var isSameMailbox = string.Equals(LocalPart(failed), LocalPart(address), StringComparison.OrdinalIgnoreCase);
        return isSameMailbox && (IsRelated(DomainOf(failed), DomainOf(address))
            || (recipient.Original is { } original && AreSame(original, address)));
    }

    /// <summary>Whether a report in plain words is about that address: it names no failed address, or this one.</summary>
    public static bool IsOf(MimeMessage message, string text, string address)
    {
        var failed = Failed(message, text);
        return failed.IsEmpty || failed.Any(f => IsOf(new RecipientStatus { Final = f }, address))
            || (!BounceDetection.Header(message, BounceHeaders.FailedRecipients).Contains('@', StringComparison.Ordinal)
                && IsNamed(Forwarded().Replace(text, ""), address));
    }

    private static ImmutableArray<string> Failed(MimeMessage message, string text)
    {
        var header = Address().Matches(BounceDetection.Header(message, BounceHeaders.FailedRecipients))
            .Select(m => m.Value).ToImmutableArray();
        return header.IsEmpty ? [.. Listed().Matches(text).Take(MaxListed).Select(m => m.Groups[1].Value).Where(IsNoMailServer)] : header;
    }

    private static bool IsNamed(string text, string address) =>
        address.Length > 0 && text.Contains(address, StringComparison.OrdinalIgnoreCase);

    private static bool IsNoMailServer(string address) =>
        !LocalPart(address).Contains("daemon", StringComparison.OrdinalIgnoreCase)
        && !LocalPart(address).StartsWith("postmaster", StringComparison.OrdinalIgnoreCase)
        && !BounceAddressCodec.IsOwn(address);

    /// <summary>Whether it is an Exchange server's own name of a mailbox (IMCEAEX-_O=…), which nobody sent to.</summary>
    private static bool IsEncapsulated(string value) => value.Contains("IMCEAEX-", StringComparison.OrdinalIgnoreCase);

    private static bool AreSame(string one, string other) =>
        string.Equals(LocalPart(one), LocalPart(other), StringComparison.OrdinalIgnoreCase)
        && string.Equals(DomainOf(one), DomainOf(other), StringComparison.OrdinalIgnoreCase);

    private static bool IsRelated(string one, string other) =>
        one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase) || other.EndsWith("." + one, StringComparison.OrdinalIgnoreCase);

    private static string LocalPart(string address) => address[..Math.Max(0, address.LastIndexOf('@'))].Trim('\'', '"');

    /// <summary>The domain in ASCII, where it has such a form.</summary>
    private static string DomainOf(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].TrimEnd('\'', '"', '.');
        return Ascii.IsValid(domain) ? domain : EmailAddress.ToAsciiDomain(domain) ?? domain;
    }

    /// <summary>The value without the coding "+40" of an xtext (RFC 3461), which some servers leave in.</summary>
    private static string Uncoded(string value) =>
        value.Contains('@', StringComparison.Ordinal) ? value : value.Replace("+40", "@", StringComparison.Ordinal);

    [GeneratedRegex(@"[^\s<>@;:,()\[\]""]{1,64}@[\w.-]{1,255}")]
    private static partial Regex Address();

    // The address that a mail was forwarded from, or an address in a returned header.
    [GeneratedRegex(
        @"\(?\b(generated|expanded|forwarded|redirected|aliased)\s+from[^\n]*|^(to|cc|delivered-to):[^\n]*",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Forwarded();

    // An address at the beginning of a line, alone or before a colon or a bracket, as reports in plain words list those that failed.
    [GeneratedRegex(
        @"^[ \t>*-]*(?:to|recipient|<?mailto|(?:failed )?(?:recipient|address)(?: address)?)?:?[ \t]*[<'""]?"
        + @"([^\s<>@;:,()\[\]""']{1,64}@[\w.-]{1,255})[>'""]?[ \t]*(?:$|:|\(|\.\.\.|,? on \d)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Listed();
}
