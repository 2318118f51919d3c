using ContactPortal.Domain.Mail;
using MailKit.Net.Smtp;

namespace ContactPortal.Tests.Mail;

/// <summary>Whom a refusal is about, by command, code and words (RFC 5321).</summary>
public sealed class SmtpAnswerTests
{
    [Theory]
    [InlineData(550, "5.1.1 user unknown", "Refused Dead")]
    [InlineData(550, "no such user", "Refused Dead")]
    [InlineData(553, "5.1.3 bad address", "Refused Dead")]
    [InlineData(552, "5.2.2 mailbox full", "Deferred Full")]
    [InlineData(450, "4.2.0 greylisted", "Deferred Expired")]
    [InlineData(550, "5.7.1 Relaying denied", "Held Policy")]
    [InlineData(554, "5.7.1 client host blocked", "Held Policy")]
    [InlineData(550, "5.1.8 sender domain not found", "Held Sender")]
    [InlineData(503, "5.5.1 bad sequence", "Held Outage")]
    [InlineData(421, "4.3.2 shutting down", "Held Outage")]
    [InlineData(530, "5.7.0 authentication required", "Held Login")]
    public void AnswerToTheRecipient_OnlyADeadAddressIsItsOwn(int code, string words, string expected) =>
        Assert.Equal(expected, Named(SmtpErrorCode.RecipientNotAccepted, code, words));

    [Theory]
    [InlineData(550, "5.1.1 user unknown", "Refused Dead")]
    [InlineData(554, "5.7.1 spam", "Refused ContentRefused")]
    [InlineData(554, "5.6.0 malformed", "Refused ContentRefused")]
    [InlineData(552, "5.3.4 too large", "Refused ContentRefused")]
    [InlineData(552, "5.2.2 over quota", "Deferred Full")]
    [InlineData(451, "4.3.0 try later", "Deferred Expired")]
    [InlineData(550, "5.7.1 sender address rejected", "Held Sender")]
    [InlineData(550, "5.7.1 host is blocked", "Held Policy")]
    public void AnswerToTheContent_ConcernsThisMail_UnlessItIsAboutTheSender(int code, string words, string expected) =>
        Assert.Equal(expected, Named(SmtpErrorCode.MessageNotAccepted, code, words));

    [Theory]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 550, "5.1.0 plus not allowed", "Held Sender")]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 554, "5.7.1 your IP is blocked", "Held Policy")]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 451, "4.3.0 later", "Held Outage")]
    [InlineData(SmtpErrorCode.UnexpectedStatusCode, 503, "5.5.1 no", "Held Outage")]
    public void AnswerToAnotherCommand_HoldsAllMails(SmtpErrorCode command, int code, string words, string expected) =>
        Assert.Equal(expected, Named(command, code, words));

    private static string Named(SmtpErrorCode command, int code, string words) => SmtpAnswer.ResultOf(command, code, words) switch
    {
        SendResult.Refused refused => $"Refused {refused.Reason}",
        SendResult.Deferred deferred => $"Deferred {deferred.Reason}",
        SendResult.Held held => $"Held {held.Fault}",
        var other => other.GetType().Name,
    };
}
