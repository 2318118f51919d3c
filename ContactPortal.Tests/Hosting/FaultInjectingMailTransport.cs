using ContactPortal.Domain.Mail;
using MimeKit;

namespace ContactPortal.Tests.Hosting;

/// <summary>Wraps the portal's mail transport and returns another result for one address.</summary>
public sealed class FaultInjectingMailTransport : IMailTransport
{
    private IMailTransport transport = null!;

    /// <summary>The address and the result for its mails.</summary>
    public (string Address, SendResult Answer)? Failing { get; set; }

    public IMailTransport Wrap(IMailTransport inner)
    {
        transport = inner;
        return this;
    }

    public Task<SendResult> SendAsync(
        MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken) =>
        Failing is { } failing && failing.Address == to.Address
            ? Task.FromResult(failing.Answer)
            : transport.SendAsync(message, returnTo, to, cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => transport.DisconnectAsync(cancellationToken);
}
