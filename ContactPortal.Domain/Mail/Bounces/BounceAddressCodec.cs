using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Finds the portal's mail that a bounce is about. Bounded, whatever the message holds.</summary>
internal static partial class BounceAddressCodec
{
    private const int MaxCandidates = 20;
    private const int LongestText = 64 * 1024;

    private static readonly string[] AddressHeaders =
    [
        "To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "Apparently-To", "Cc", "Received",
        "X-Failed-Recipients",
    ];

    private static readonly string[] ThreadHeaders = ["In-Reply-To", "References", "X-Original-Message-ID", "Original-Message-ID"];

    /// <summary>
    /// The candidate mail ids, most reliable first: from the address that the bounce was sent to, then from the returned message.
    /// </summary>
    public static IEnumerable<Guid> DecodeFrom(MimeMessage bounce)
    {
        var parts = bounce.BodyParts.ToList();
        return Found(Plus(), Values(bounce.Headers, AddressHeaders))
            .Concat(Found(Domain(), parts.OfType<MessagePart>().Where(p => p.Message is not null).SelectMany(
                p => Values(p.Message!.Headers, ["Message-ID"]))))
            .Concat(Found(Domain(), Values(bounce.Headers, ThreadHeaders)))
            .Concat(Found(
                Domain(), parts.OfType<MimePart>().Where(IsHeaders).Select(BounceText.Read).Select(t => MessageId().Match(t).Value)))
            .Concat(Found(Plus(), parts.OfType<MimePart>().Where(HasText).Select(BounceText.Read)))
            .Concat(Found(Domain(), parts.OfType<MimePart>().Where(HasText).Select(BounceText.Read).SelectMany(
                t => MessageId().Matches(t).Take(MaxCandidates).Select(m => m.Value))))
            .Distinct()
            .Take(MaxCandidates);
    }

    /// <summary>Whether an address is the return address of a mail.</summary>
    public static bool IsOwn(string address) => Plus().IsMatch(address);

    private static IEnumerable<string> Values(HeaderList headers, string[] names) => headers
        .Where(h => names.Contains(h.Field, StringComparer.OrdinalIgnoreCase))
        .Select(h => Encoding.Latin1.GetString(h.RawValue, 0, Math.Min(h.RawValue.Length, LongestText)));

    private static IEnumerable<Guid> Found(Regex pattern, IEnumerable<string> texts) =>
        texts.SelectMany(t => pattern.Matches(t).Take(MaxCandidates)).Select(m => Guid.Parse(m.Groups[1].ValueSpan));

    private static bool IsHeaders(MimePart part) =>
        part.ContentType.MimeType.EndsWith("rfc822-headers", StringComparison.OrdinalIgnoreCase);

    private static bool HasText(MimePart part) => part is TextPart || IsHeaders(part)
        || part.ContentType.MimeType.EndsWith("delivery-status", StringComparison.OrdinalIgnoreCase);

    // The plus may be percent-encoded or in quoted-printable; a list server may have written the domain into the local part.
    [GeneratedRegex(@"(?:\+|%2B|=2B)([0-9a-f]{32})(?:@|=(?!3D)|%40)", RegexOptions.IgnoreCase)]
    private static partial Regex Plus();

    [GeneratedRegex(@"(?<![0-9a-f])([0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^[ \t>]*Message-I[dD][ \t]*:\s*<?[^\n>]*", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
