using System.Collections.Concurrent;
using ContactPortal.Domain.Mail;
using MimeKit;

namespace ContactPortal.Tests.Hosting;

/// <summary>A mail that left the portal.</summary>
public sealed record SentMail(MimeMessage Message, string ReturnTo, string To)
{
    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";
}

/// <summary>A way for mails to leave that a test answers for; it accepts everything unless it is told otherwise.</summary>
public sealed class FakeMailTransport : IMailTransport
{
    private readonly ConcurrentQueue<SentMail> sent = [];

    /// <summary>What it has accepted, in order.</summary>
    public IReadOnlyCollection<SentMail> Sent => sent;

    /// <summary>What it waits for before it answers.</summary>
    public Func<SentMail, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it answers.</summary>
    public Func<SentMail, SendResult> Answer { get; set; } = _ => new SendResult.Accepted();

    public async Task<SendResult> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
    {
        var mail = new SentMail(message, returnTo.Address, to.Address);
        await Before(mail);
        var answer = Answer(mail);
        if (answer is SendResult.Accepted)
            sent.Enqueue(mail);
        return answer;
    }

    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
