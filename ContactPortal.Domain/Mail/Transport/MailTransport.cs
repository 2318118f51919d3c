using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>The result of an attempt to send a mail.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The server has accepted the mail.</summary>
    public sealed record Accepted : SendResult;

    /// <summary>The attempt failed and is retried.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="ServerIsAway">Whether the server is unavailable, so that other mails would fail as well.</param>
    public sealed record TransientFailure(string Cause, bool ServerIsAway) : SendResult;

    /// <summary>The server refuses the mail permanently.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="RefusesAddress">Whether the server refuses the recipient's address.</param>
    public sealed record PermanentFailure(string Cause, bool RefusesAddress) : SendResult;
}

/// <summary>Sends mails: to a server, or in Development to a folder.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Sends a mail to one address. If the response is lost after the server accepted the mail, it is sent again with the same Message-ID.
    /// </summary>
    Task<SendResult> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken);

    /// <summary>Closes the connection until the next mail.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken);
}
