using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>Every answer of RFC 5321, no answer and nonsense, at every command of the dialogue (D7).</summary>
public sealed class SmtpReplyTests
{
    private const string Cut = "(cut)";
    private const string Silence = "(silence)";

    // Waited for in full where the server is silent, and never where it answers, also beside busy processors.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmtpStep.Connect, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Connect, "554 5.3.2 no mails here", "Held Outage")]
    [InlineData(SmtpStep.Connect, "HTTP/1.1 400 Bad Request", "Held Outage")]
    [InlineData(SmtpStep.Connect, Cut, "Held Outage")]
    [InlineData(SmtpStep.Connect, Silence, "Held Outage")]
    [InlineData(SmtpStep.Hello, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Hello, "550 5.7.1 not you", "Held Outage")]
    [InlineData(SmtpStep.Hello, "502 5.5.1 what?", "Held Outage")]
    [InlineData(SmtpStep.Hello, Cut, "Held Outage")]
    [InlineData(SmtpStep.Hello, Silence, "Held Outage")]
    [InlineData(SmtpStep.StartTls, "454 4.7.0 TLS not available", "Held Outage")]
    [InlineData(SmtpStep.StartTls, "501 5.5.4 no parameters", "Held Outage")]
    [InlineData(SmtpStep.StartTls, Cut, "Held Outage")]
    [InlineData(SmtpStep.Login, "535 5.7.8 wrong password", "Held Login")]
    [InlineData(SmtpStep.Login, "454 4.7.0 temporary failure", "Held Login")]
    [InlineData(SmtpStep.Login, "534 5.7.9 mechanism too weak", "Held Login")]
    [InlineData(SmtpStep.Login, Cut, "Held Outage")]
    [InlineData(SmtpStep.Login, Silence, "Held Outage")]
    [InlineData(SmtpStep.Sender, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Sender, "451 4.3.0 local error", "Held Outage")]
    [InlineData(SmtpStep.Sender, "452 4.3.1 insufficient storage", "Held Outage")]
    [InlineData(SmtpStep.Sender, "455 4.5.4 parameters", "Held Outage")]
    [InlineData(SmtpStep.Sender, "503 5.5.1 bad sequence", "Held Outage")]
    [InlineData(SmtpStep.Sender, "530 5.7.0 authentication required", "Held Login")]
    [InlineData(SmtpStep.Sender, "550 5.1.8 sender domain not found", "Held Sender")]
    [InlineData(SmtpStep.Sender, "552 5.3.4 message too large", "Refused ContentRefused")]
    [InlineData(SmtpStep.Sender, "553 5.1.7 no plus in addresses", "Held Sender")]
    [InlineData(SmtpStep.Sender, "554 5.7.1 your host is blocked", "Held Policy")]
    [InlineData(SmtpStep.Sender, "555 5.5.4 parameters", "Held Outage")]
    [InlineData(SmtpStep.Sender, "nonsense", "Held Outage")]
    [InlineData(SmtpStep.Sender, Cut, "Held Outage")]
    [InlineData(SmtpStep.Sender, Silence, "Held Outage")]
    [InlineData(SmtpStep.Recipient, "251 2.1.5 will forward", "Accepted")]
    [InlineData(SmtpStep.Recipient, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Recipient, "450 4.2.1 mailbox unavailable", "Deferred Expired")]
    [InlineData(SmtpStep.Recipient, "451 4.7.1 greylisted", "Deferred Expired")]
    [InlineData(SmtpStep.Recipient, "452 4.2.2 mailbox full", "Deferred Full")]
    [InlineData(SmtpStep.Recipient, "503 5.5.1 bad sequence", "Held Outage")]
    [InlineData(SmtpStep.Recipient, "530 5.7.0 authentication required", "Held Login")]
    [InlineData(SmtpStep.Recipient, "550 5.1.1 no such user", "Refused Dead")]
    [InlineData(SmtpStep.Recipient, "550 requested action not taken: mailbox unavailable", "Refused Dead")]
    [InlineData(SmtpStep.Recipient, "550 5.7.1 relaying denied", "Held Policy")]
    [InlineData(SmtpStep.Recipient, "551 user not local; please try <bo@kommune.example>", "Refused Dead")]
    [InlineData(SmtpStep.Recipient, "552 5.2.2 exceeded storage allocation", "Deferred Full")]
    [InlineData(SmtpStep.Recipient, "553 mailbox name not allowed", "Refused Dead")]
    [InlineData(SmtpStep.Recipient, "554 5.7.1 client host blocked", "Held Policy")]
    [InlineData(SmtpStep.Recipient, "nonsense", "Held Outage")]
    [InlineData(SmtpStep.Recipient, Cut, "Held Outage")]
    [InlineData(SmtpStep.Recipient, Silence, "Held Outage")]
    [InlineData(SmtpStep.Data, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Data, "451 4.3.0 local error", "Deferred Expired")]
    [InlineData(SmtpStep.Data, "503 5.5.1 bad sequence", "Held Outage")]
    [InlineData(SmtpStep.Data, "554 5.5.1 no valid recipients", "Refused ContentRefused")]
    [InlineData(SmtpStep.Data, Cut, "Held Outage")]
    [InlineData(SmtpStep.Content, "421 4.3.2 shutting down", "Held Outage")]
    [InlineData(SmtpStep.Content, "450 4.2.0 mailbox busy", "Deferred Expired")]
    [InlineData(SmtpStep.Content, "451 4.3.0 local error", "Deferred Expired")]
    [InlineData(SmtpStep.Content, "452 4.3.1 insufficient storage", "Deferred Full")]
    [InlineData(SmtpStep.Content, "550 5.1.1 no such user", "Refused Dead")]
    [InlineData(SmtpStep.Content, "552 5.2.2 over quota", "Deferred Full")]
    [InlineData(SmtpStep.Content, "552 5.3.4 message too large", "Refused ContentRefused")]
    [InlineData(SmtpStep.Content, "554 5.6.0 transaction failed", "Refused ContentRefused")]
    [InlineData(SmtpStep.Content, "554 5.7.1 your host is blocked", "Held Policy")]
    [InlineData(SmtpStep.Content, "nonsense", "Held Outage")]
    [InlineData(SmtpStep.Content, Cut, "Held Outage")]
    [InlineData(SmtpStep.Quit, "421 4.3.2 shutting down", "Accepted")]
    [InlineData(SmtpStep.Quit, "nonsense", "Accepted")]
    [InlineData(SmtpStep.Quit, Cut, "Accepted")]
    [InlineData(SmtpStep.Quit, Silence, "Accepted")]
    public async Task Answer_AtThatStep_HasItsResult_AndTheNextMailGoes(SmtpStep step, string answer, string expected)
    {
        await using var server = new ScriptedMailServer { OffersLogin = true, OffersEncryption = step == SmtpStep.StartTls };
        server.Reaction = at => at != step ? null : answer switch
        {
            Cut => new ServerReaction.Cuts(),
            Silence => new ServerReaction.IsSilent(),
            _ => new ServerReaction.Says(answer),
        };
        using var transport = new SmtpTransport(To(server.Port), answer == Silence ? AnswerTimeout : null);
        Assert.Equal(expected, Named(await SendAsync(transport)));
        await transport.DisconnectAsync(CancellationToken);
        if (step == SmtpStep.StartTls)
            return;
        server.Reaction = _ => null;
        Assert.IsType<SendResult.Accepted>(await SendAsync(transport));
        await transport.DisconnectAsync(CancellationToken);
    }

    [Fact]
    public async Task AnswerToTheContent_LaterThanOtherAnswersMayBe_IsWaitedFor_AndOtherMailsGoMeanwhile()
    {
        var (taken, confirmed) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new ScriptedMailServer();
        server.Reaction = step =>
        {
            if (step != SmtpStep.Content)
                return null;
            taken.SetResult();
            return new ServerReaction.Waits(confirmed.Task);
        };
        using var transport = new SmtpTransport(To(server.Port) with { User = "" }, AnswerTimeout);
        var slow = SendAsync(transport);
        await taken.Task;

        // An answer that doesn't come in time to a command after it: so long has the first been waited for, at least.
        server.Reaction = step => step == SmtpStep.Recipient ? new ServerReaction.IsSilent() : null;
        Assert.IsType<SendResult.Held>(await SendAsync(transport));
        server.Reaction = _ => null;
        Assert.IsType<SendResult.Accepted>(await SendAsync(transport));
        Assert.False(slow.IsCompleted);
        confirmed.SetResult();
        Assert.IsType<SendResult.Accepted>(await slow);
        Assert.Equal(2, server.Received.Count);
    }

    private static MailOptions To(int port) => new()
    {
        Portal = "https://portal.example", From = "portal@mail.example", Host = "127.0.0.1", Port = port, Tls = false, User = "portal",
        Password = "secret",
    };

    private static Task<SendResult> SendAsync(SmtpTransport transport)
    {
        var message = new MimeMessage { Subject = "Prøve", Body = new TextPart("plain") { Text = "Hej" } };
        message.From.Add(MailboxAddress.Parse("portal@mail.example"));
        message.To.Add(MailboxAddress.Parse("anne@aarhus.example"));
        return transport.SendAsync(
            message, MailboxAddress.Parse("retur+1@mail.example"), MailboxAddress.Parse("anne@aarhus.example"), CancellationToken);
    }

    private static string Named(SendResult result) => result switch
    {
        SendResult.Refused refused => $"Refused {refused.Reason}",
        SendResult.Deferred deferred => $"Deferred {deferred.Reason}",
        SendResult.Held held => $"Held {held.Fault}",
        var other => other.GetType().Name,
    };
}
