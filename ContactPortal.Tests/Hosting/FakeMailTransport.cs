using System.Collections.Concurrent;
using ContactPortal.Domain.Mail;
using MimeKit;

namespace ContactPortal.Tests.Hosting;

/// <summary>A mail transport that keeps mails in memory and returns what the test sets; accepts everything by default.</summary>
public sealed class FakeMailTransport : IMailTransport
{
    private readonly ConcurrentQueue<SentMail> sent = [];

    /// <summary>The accepted mails, in order.</summary>
    public IReadOnlyCollection<SentMail> Sent => sent;

    /// <summary>Awaited before each result is returned.</summary>
    public Func<SentMail, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The result for a mail.</summary>
    public Func<SentMail, SendResult> Answer { get; set; } = _ => new SendResult.Accepted();

    public async Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken)
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
