using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reads the fields of a delivery status (RFC 3464) as mail servers write them: with blanks before the colon, blank lines in the middle of
/// a recipient's fields, comments, and as plain text. Bounded. Pure.
/// </summary>
internal static partial class DeliveryStatusReader
{
    private const int MaxLines = 2000;

    /// <summary>The recipients of the message's own report, not of one attached to it; empty when there is none.</summary>
    public static ImmutableArray<RecipientStatus> Read(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<MimePart>().ToList();
        var statuses = parts.Where(IsStatus).Select(BounceText.Read).ToList();
        if (statuses.Count == 0)
            statuses = [.. parts.OfType<TextPart>().Select(BounceText.Of).Where(t => InlineStatus().Count(t) > 1)];
        return [.. statuses.SelectMany(Recipients)];
    }

    /// <summary>Whether the message has a part for the delivery status.</summary>
    public static bool HasStatusPart(MimeMessage message) => message.BodyParts.Any(IsStatus);

    private static bool IsStatus(MimeEntity part) =>
        part.ContentType.MimeType.EndsWith("delivery-status", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<RecipientStatus> Recipients(string text)
    {
        RecipientStatus? current = null;
        foreach (var section in Section().Split(text))
        {
            var fields = Fields(section).ToList();
            if (fields.Exists(f => IsRecipientField(f.Name)))
            {
                if (current is not null)
                    yield return current;
                current = new();
            }
            else if (current is null && fields.Exists(f => Is(f.Name, BounceHeaders.Action) || Is(f.Name, BounceHeaders.Status)))
            {
                current = new();
            }

            foreach (var (name, value) in fields)
            {
                // Without a blank line between them, the next recipient begins with its address.
                if (Is(name, BounceHeaders.FinalRecipient) && current is { Final: not null })
                {
                    yield return current;
                    current = new();
                }

                current = current is null ? null : With(current, name, value);
            }
        }

        if (current is not null)
            yield return current;
    }

    private static RecipientStatus With(RecipientStatus recipient, string name, string value)
    {
        if (Is(name, BounceHeaders.FinalRecipient))
            return recipient with { Final = BounceRecipients.AddressIn(value) };
        if (Is(name, BounceHeaders.OriginalRecipient))
            return recipient with { Original = BounceRecipients.AddressIn(value) };
        if (Is(name, BounceHeaders.Action))
            return recipient with { Action = value, Diagnostic = Joined(recipient.Diagnostic, CommentIn(value)) };
        if (Is(name, BounceHeaders.Status))
            return recipient with { Status = value, Diagnostic = Joined(recipient.Diagnostic, CommentIn(value)) };
        return Is(name, BounceHeaders.Diagnostic)
            ? recipient with { Diagnostic = Joined(recipient.Diagnostic, DiagnosticType().Replace(value, "")) }
            : recipient;
    }

    private static IEnumerable<(string Name, string Value)> Fields(string text)
    {
        (string Name, StringBuilder Value)? field = null;
        foreach (var line in text.Split('\n').Take(MaxLines))
        {
            if (field is { } open && line.Length > 0 && line[0] is ' ' or '\t')
            {
                open.Value.Append(' ').Append(line.AsSpan().Trim());
                continue;
            }

            if (Field().Match(line) is not { Success: true } match)
                continue;
            if (field is { } complete)
                yield return (complete.Name, complete.Value.ToString());
            field = (match.Groups[1].Value, new(match.Groups[2].Value.Trim()));
        }

        if (field is { } last)
            yield return (last.Name, last.Value.ToString());
    }

    private static bool IsRecipientField(string name) =>
        Is(name, BounceHeaders.FinalRecipient) || Is(name, BounceHeaders.OriginalRecipient);

    private static bool Is(string name, string field) => string.Equals(name, field, StringComparison.OrdinalIgnoreCase);

    private static string CommentIn(string value) => Comment().Match(value).Groups[1].Value;

    private static string Joined(string before, string more) =>
        before.Length == 0 ? more : more.Length == 0 ? before : $"{before} {more}";

    [GeneratedRegex(@"\n[ \t]*(?=\n)")]
    private static partial Regex Section();

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"\((.*)\)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(smtp|x-[a-z0-9-]+|dns|lmtp|unix)\s*;\s*", RegexOptions.IgnoreCase)]
    private static partial Regex DiagnosticType();

    [GeneratedRegex(
        @"^(Final-Recipient|Action|Status|Reporting-MTA|Diagnostic-Code)[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex InlineStatus();
}
