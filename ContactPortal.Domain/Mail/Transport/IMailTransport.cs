using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Sends mails: to a server, or in Development to a folder. Thread-safe.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Sends a mail to one address. If the response is lost after the server accepted the mail, it is sent again with the same Message-ID.
    /// </summary>
    Task<SendResult> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken);

    /// <summary>Closes the connection until the next mail.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken);
}
