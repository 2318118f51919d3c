using ContactPortal.Domain.Mail;
using MimeKit;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal's own way for mails to leave, but for an address whose mails are answered otherwise.</summary>
public sealed class FaultInjectingMailTransport : IMailTransport
{
    private IMailTransport transport = null!;

    /// <summary>The address, and what is answered.</summary>
    public (string Address, SendResult Answer)? Failing { get; set; }

    public IMailTransport Wrap(IMailTransport usual)
    {
        transport = usual;
        return this;
    }

    public Task<SendResult> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken) =>
        Failing is { } failing && failing.Address == to.Address ? Task.FromResult(failing.Answer) : transport.SendAsync(message, returnTo, to, cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => transport.DisconnectAsync(cancellationToken);
}
