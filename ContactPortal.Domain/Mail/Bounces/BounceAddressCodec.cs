using System.Text.RegularExpressions;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Finds the portal's mail that a bounce is about.</summary>
internal static partial class BounceAddressCodec
{
    /// <summary>
    /// The candidate mail ids, most reliable first: from the address that the bounce was sent to, then from the returned message.
    /// </summary>
    public static IEnumerable<Guid> DecodeFrom(MimeMessage bounce)
    {
        var addresses = bounce.To.Mailboxes.Select(m => m.Address)
            .Concat(bounce.Headers.Where(h => h.Field is "Delivered-To" or "X-Original-To").Select(h => h.Value));
        var returned = bounce.BodyParts.OfType<MessagePart>().Select(p => p.Message?.MessageId)
            .Concat(
                bounce.BodyParts.OfType<TextPart>().Where(p => p.ContentType.IsMimeType("text", "rfc822-headers")).Select(
                    p => MessageId().Match(p.Text).Value));
        return addresses.Select(a => Plus().Match(a).Groups[1].Value)
            .Concat(returned.OfType<string>().Select(id => Pattern().Match(id).Value))
            .Where(found => found.Length > 0)
            .Select(Guid.Parse)
            .Distinct();
    }

    [GeneratedRegex(@"\+([0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex Plus();

    [GeneratedRegex(@"^Message-I[dD]:.*$", RegexOptions.Multiline)]
    private static partial Regex MessageId();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
