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
public sealed class HandMadePost : IMailTransport
{
    private readonly ConcurrentQueue<SentMail> sent = [];

    /// <summary>What it has accepted, in order.</summary>
    public IReadOnlyCollection<SentMail> Sent => sent;

    /// <summary>What it waits for before it answers.</summary>
    public Func<SentMail, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it answers.</summary>
    public Func<SentMail, TransportAnswer> Answer { get; set; } = _ => new TransportAnswer.Accepted();

    public async Task<TransportAnswer> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken stop)
    {
        var mail = new SentMail(message, returnTo.Address, to.Address);
        await Before(mail);
        var answer = Answer(mail);
        if (answer is TransportAnswer.Accepted)
            sent.Enqueue(mail);
        return answer;
    }

    public Task RestAsync(CancellationToken stop) => Task.CompletedTask;
}
