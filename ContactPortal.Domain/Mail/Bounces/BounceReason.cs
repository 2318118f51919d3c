namespace ContactPortal.Domain.Mail;

/// <summary>Why a mail came back.</summary>
public enum BounceReason
{
    /// <summary>The address doesn't exist or no longer does; the only reason that says something about the address.</summary>
    Dead,

    /// <summary>The mailbox is full.</summary>
    Full,

    /// <summary>The server refuses the portal or its mails by policy: a block list, relaying, missing authentication.</summary>
    Policy,

    /// <summary>The server put the mail off until it expired.</summary>
    Expired,

    /// <summary>The server refuses the sender's address.</summary>
    SenderRefused,

    /// <summary>The server refuses the content: its size, form or the rating of a filter.</summary>
    ContentRefused,

    /// <summary>The answer allows no conclusion.</summary>
    Unclear,
}
