using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>What became of an attempt to send a mail.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The server has taken it over.</summary>
    public sealed record Accepted : SendResult;

    /// <summary>Not now: it is tried again.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="ServerIsAway">Whether no other mail has a chance either.</param>
    public sealed record TransientFailure(string Cause, bool ServerIsAway) : SendResult;

    /// <summary>Never: the server refuses it for good.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="RefusesAddress">Whether it is the address that is refused.</param>
    public sealed record PermanentFailure(string Cause, bool RefusesAddress) : SendResult;
}

/// <summary>A way for mails to leave the portal: a server, or in Development a folder.</summary>
public interface IMailTransport
{
    /// <summary>Sends a mail to one address. When the answer is lost after the server took the mail over, it is sent again with the same Message-ID.</summary>
    Task<SendResult> SendAsync(MimeMessage message, MailboxAddress returnTo, MailboxAddress to, CancellationToken cancellationToken);

    /// <summary>Nothing more is to be sent for a while.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken);
}
