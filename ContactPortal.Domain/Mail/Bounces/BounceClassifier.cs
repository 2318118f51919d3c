using System.Text;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Judges a message that came to the return address of a mail (D7): whether it says that the mail wasn't delivered, to whom, and why. Reads
/// delivery status notifications (RFC 3464) as mail servers really write them, and reports in plain words. Pure.
/// </summary>
public static class BounceClassifier
{
    // Mail servers write in charsets that .NET supports only after this: windows-1252, koi8-r, iso-2022-jp, gb2312.
    static BounceClassifier() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Judges the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="address">The address that the mail was sent to.</param>
    public static BounceVerdict Classify(MimeMessage message, string address)
    {
        if (BounceDetection.IsOtherReport(message))
            return new BounceVerdict.NotABounce();
        var recipients = DeliveryStatusReader.Read(message);
        var text = BounceText.Of(message);
        if (recipients.IsEmpty || recipients.All(r => r is { Action: "", Status: null, Diagnostic: "" }))
            return ByWords(message, text, address);
        if (!recipients.Any(r => r.HasFailed))
            return new BounceVerdict.NoFailure();

        var own = recipients.Where(r => BounceRecipients.IsOf(r, address)).ToList();
        if (own.Count == 0)
            return new BounceVerdict.OtherRecipient();
        if (own.Find(r => r.HasFailed) is not { } failed)
            return new BounceVerdict.NoFailure();
        var reason = BounceDiagnosis.Of(failed.Status, failed.Diagnostic);
        if (reason == BounceReason.Unclear && EnhancedStatus.Parse(failed.Status) is null or { IsGeneric: true })
        {
            // The fields allow no conclusion; the words may.
            var (byWords, words) = BounceText.Diagnose(text);
            return Failure(byWords, failed.Diagnostic.Length > 0 ? failed.Diagnostic : words);
        }

        return Failure(reason, $"{failed.Status} {failed.Diagnostic}");
    }

    private static BounceVerdict ByWords(MimeMessage message, string text, string address)
    {
        if (BounceDetection.IsAutomaticReply(message))
            return new BounceVerdict.NotABounce();
        if (!BounceDetection.IsDeliveryReport(message) && !DeliveryStatusReader.HasStatusPart(message)
            && !BounceDetection.LooksLikeABounce(message, text))
        {
            return new BounceVerdict.NotABounce();
        }

        if (BounceDetection.HasHarmlessSubject(message)
            || (BouncePhrases.IndicatesDelayed(text) && !BouncePhrases.IndicatesPermanent(text)))
            return new BounceVerdict.NoFailure();
        if (!BounceRecipients.IsOf(message, text, address))
            return new BounceVerdict.OtherRecipient();
        var (reason, words) = BounceText.Diagnose(text);
        return Failure(reason, words);
    }

    private static BounceVerdict.Failure Failure(BounceReason reason, string cause) => new(reason, OutboxMail.CauseOf(cause));
}
