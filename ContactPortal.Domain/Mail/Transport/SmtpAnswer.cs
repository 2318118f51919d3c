using System.Collections.Immutable;
using MailKit.Net.Smtp;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Determines what a refusal is about, by the command that was refused and the server's words (RFC 5321): the recipient, this mail's
/// content, or neither, so that no mail can be sent. Pure.
/// </summary>
public static class SmtpAnswer
{
    private const int FirstPermanent = 500;
    private const int FirstTransient = 400;
    private const int Closing = 421;
    private const int NeedsLogin = 530;
    private const int TooLarge = 552;

    // Of the dialogue, whoever a mail is from or to.
    private static readonly ImmutableArray<int> Dialogue = [500, 501, 502, 503, 504, 555];

    /// <summary>The result of a refused command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="code">The reply code.</param>
    /// <param name="words">The server's words.</param>
    public static SendResult ResultOf(SmtpErrorCode command, int code, string words)
    {
        var cause = OutboxMail.CauseOf($"{code} {words}");
        if (code is Closing or < FirstTransient)
            return new SendResult.Held(cause, TransportFault.Outage);
        if (code == NeedsLogin)
            return new SendResult.Held(cause, TransportFault.Login);
        return command switch
        {
            SmtpErrorCode.SenderNotAccepted => OfSender(cause, code),
            SmtpErrorCode.RecipientNotAccepted => OfRecipient(cause, code),
            SmtpErrorCode.MessageNotAccepted => OfContent(cause, code),
            _ => new SendResult.Held(cause, TransportFault.Outage),
        };
    }

    private static SendResult OfSender(string cause, int code)
    {
        // The size stands in the command (RFC 1870).
        if (code == TooLarge)
            return new SendResult.Refused(cause, BounceReason.ContentRefused);
        return new SendResult.Held(
            cause, code < FirstPermanent || Dialogue.Contains(code) ? TransportFault.Outage : SenderFaultOf(cause));
    }

    private static SendResult OfRecipient(string cause, int code)
    {
        var reason = BounceDiagnosis.Of(null, cause);
        if (reason == BounceReason.Full || code < FirstPermanent)
            return new SendResult.Deferred(cause, reason);
        return reason == BounceReason.Dead
            ? new SendResult.Refused(cause, reason)
            : new SendResult.Held(cause, FaultOf(reason));
    }

    private static SendResult OfContent(string cause, int code)
    {
        var reason = BounceDiagnosis.Of(null, cause);
        if (reason == BounceReason.Full || code < FirstPermanent)
            return new SendResult.Deferred(cause, reason);
        if (Dialogue.Contains(code) && reason is BounceReason.Unclear)
            return new SendResult.Held(cause, TransportFault.Outage);
        if (reason == BounceReason.SenderRefused || (reason == BounceReason.Policy && BouncePhrases.IndicatesBlocked(cause)))
            return new SendResult.Held(cause, FaultOf(reason));
        return new SendResult.Refused(cause, reason == BounceReason.Dead ? reason : BounceReason.ContentRefused);
    }

    private static TransportFault SenderFaultOf(string cause) =>
        BouncePhrases.IndicatesBlocked(cause) ? TransportFault.Policy : TransportFault.Sender;

    private static TransportFault FaultOf(BounceReason reason) => reason switch
    {
        BounceReason.SenderRefused => TransportFault.Sender,
        BounceReason.Policy or BounceReason.ContentRefused => TransportFault.Policy,
        BounceReason.Dead or BounceReason.Full or BounceReason.Expired or BounceReason.Unclear => TransportFault.Outage,
    };
}
