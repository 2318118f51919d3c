using System.Text.RegularExpressions;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Distinguishes reports of mail servers from other messages, by their headers and parts. Pure.</summary>
internal static partial class BounceDetection
{
    private const int LongestHeader = 1000;

    /// <summary>Whether it is a read receipt (RFC 8098) or a feedback report (RFC 5965), which never are about a failed delivery.</summary>
    public static bool IsOtherReport(MimeMessage message) =>
        message.Body?.ContentType is { } type && type.IsMimeType("multipart", "report")
            && type.Parameters["report-type"] is { } report
            && (report.Contains("disposition", StringComparison.OrdinalIgnoreCase)
                || report.Contains("feedback", StringComparison.OrdinalIgnoreCase))
        || message.BodyParts.Any(p => p.ContentType.IsMimeType("message", "disposition-notification")
            || p.ContentType.IsMimeType("message", "feedback-report"));

    /// <summary>Whether its body is a multipart/report of deliveries (RFC 6522).</summary>
    public static bool IsDeliveryReport(MimeMessage message) =>
        message.Body?.ContentType is { } type && type.IsMimeType("multipart", "report") && !IsOtherReport(message);

    /// <summary>Whether it is the automatic reply of a person's mailbox, such as a notice of absence.</summary>
    public static bool IsAutomaticReply(MimeMessage message)
    {
        if (IsFromMailServer(message))
            return false;
        return Has(message, "X-Autoreply") || Has(message, "X-Autorespond") || Has(message, "X-AutoReply-From")
            || Header(message, "Precedence").Contains("auto_reply", StringComparison.OrdinalIgnoreCase)
            || AutomaticSubject().IsMatch(Header(message, "Subject"))
            || (Header(message, "Auto-Submitted").StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase)
                && !BounceSubject().IsMatch(Header(message, "Subject")) && !Has(message, BounceHeaders.FailedRecipients));
    }

    /// <summary>Whether it is probably a bounce although it has no part with a delivery status.</summary>
    public static bool LooksLikeABounce(MimeMessage message, string text) =>
        IsFromMailServer(message) || Has(message, BounceHeaders.FailedRecipients) || BounceSubject().IsMatch(Header(message, "Subject"))
        || (Header(message, "Return-Path").Trim() == "<>" && BounceDiagnosis.HoldsAnswer(text));

    /// <summary>Whether the subject says that the mail is only late, or has arrived.</summary>
    public static bool HasHarmlessSubject(MimeMessage message) => HarmlessSubject().IsMatch(Header(message, "Subject"));

    /// <summary>The value of a header, decoded, bounded; empty without it.</summary>
    public static string Header(MimeMessage message, string name)
    {
        foreach (var header in message.Headers)
        {
            if (string.Equals(header.Field, name, StringComparison.OrdinalIgnoreCase))
                return header.RawValue.Length > LongestHeader ? "" : header.Value.Trim();
        }

        return "";
    }

    private static bool IsFromMailServer(MimeMessage message) => MailServer().IsMatch(Header(message, "From"));

    private static bool Has(MimeMessage message, string header) => message.Headers.Contains(header);

    [GeneratedRegex(
        """
        (^|[<\s"._-])(mailer[-_.]?da?emon|mail[-_.]?da?emon|post-?master|mdaemon|maildelivery|mail-?er|bounces?|double-bounce
        |complaints?)([._+-][^@\s]*)?@
        |mail\s?(delivery|system|router)|delivery\s(sub)?system|mailer[-_]daemon|postmaster|mail\sadministrator|microsoft\soutlook
        |system\sadministrator
        |undeliver|^\s*<>\s*$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MailServer();

    [GeneratedRegex(
        """
        undeliver|non-?\s?deliver|nondeliver|not\s(be\s)?(been\s)?deliver|deliver(y|ing)\s(\w+\s)?(status|fail|problem|notif|report
        |error|unsuccess|has|of|incomplete)|delivery\sto
        |failure\snotice|fail(ed|ure)\s(to\s)?(deliver|mail|sending|notice)|mail\s(delivery|failure|error|system|could|not
        |undeliver|status)|returned\s(mail|e-?mail|message|to)
        |message\s(undeliver|not|could|status|delivery|rejected|has\snot)|could\s?n[o']t\s(be\s)?(deliver|sent?)
        |unable\sto\s(deliver|send)|bounced?\b|(user|recipient)\sunknown|unknown\s(user|recipient)
        |ikke\s(blive\s)?(lever|aflever)|kan\sikke\slever|kunne\sikke\slever|ulever|unzustell|nicht\s(zugestellt|zustell)
        |unzustellbar|non\s(remis|distribu|recapit|consegn)|échec|echec
        |no\s(se\s)?(puede|pudo)|mancat[oa]|onbestelbaar|niet\s(afgeleverd|bezorgd)|inte\slevereras|kunde\sinte|toimit|niedostarcz
        |nedoruč|недостав|не\sдостав|невозможно|不達|配信|届き|送信|エラー|退信|반송
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BounceSubject();

    [GeneratedRegex(
        """
        out\sof\s(the\s)?office|auto(matic|mated|matisk)?\s?-?(reply|svar|response|respons|antwort)|automatisk|automatische
        |vacation|ferie|fravær|frånvaro|abwesen|absence|on\sleave|away\sfrom
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AutomaticSubject();

    [GeneratedRegex(
        """
        \bdelay|delivery\s(status\snotification\s)?\(?(delay|success)|success(ful)?\b.{0,20}\b(deliver|report)
        |delivery\s(successful|receipt)|\bdelivered:|\brelayed:|\bexpanded:|\bread:
        |warning:\s(could|message|delayed|e-?mail)|still\sbeing\sretried|will\sretry|forsinke|verzög
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HarmlessSubject();
}
