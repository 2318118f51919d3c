namespace ContactPortal.Domain.Mail;

/// <summary>The state of a mail.</summary>
public enum MailState
{
    /// <summary>Waiting to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>The mail server has accepted it.</summary>
    Accepted,

    /// <summary>Expired or permanently refused; it can be retried manually.</summary>
    Failed,

    /// <summary>Not sent, because the recipient is deactivated or gone (D8), or what caused it was undone.</summary>
    Withheld,

    /// <summary>It came back after it was accepted; it can be retried manually.</summary>
    Returned,

    /// <summary>Without a recipient, because there is no active contact; sent as soon as there is one (D5).</summary>
    Unaddressed,
}
