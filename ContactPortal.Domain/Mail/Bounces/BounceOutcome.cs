namespace ContactPortal.Domain.Mail;

/// <summary>The outcome of processing an incoming message.</summary>
public enum BounceOutcome
{
    /// <summary>The address is dead, which was recorded; it may take a second answer until it is marked.</summary>
    Dead,

    /// <summary>The mail failed for a reason that says nothing about the address.</summary>
    Noted,

    /// <summary>It reports no failure but a delay or a receipt.</summary>
    NoFailure,

    /// <summary>
    /// It belongs to none of the portal's mails, or to one whose address has been changed since, or another recipient failed.
    /// </summary>
    NotOurs,

    /// <summary>It reports on no delivery.</summary>
    NotABounce,
}
