namespace ContactPortal.Domain.Mail;

/// <summary>The outcome of processing an incoming message.</summary>
public enum BounceOutcome
{
    /// <summary>The contact's address was marked as bounced.</summary>
    Marked,

    /// <summary>It reports no failure but a delay or a receipt.</summary>
    NoFailure,

    /// <summary>It belongs to none of the portal's mails, or to one whose address has been changed since.</summary>
    NotOurs,

    /// <summary>It is no delivery status notification (RFC 3464).</summary>
    NotABounce,
}
