namespace ContactPortal.Domain.Mail;

/// <summary>What an incoming message says about a mail that was sent to one address.</summary>
public abstract record BounceVerdict
{
    private BounceVerdict()
    {
    }

    /// <summary>It reports on no delivery: an automatic reply, a read receipt, a feedback report, a letter.</summary>
    public sealed record NotABounce : BounceVerdict;

    /// <summary>It reports a delay or a success.</summary>
    public sealed record NoFailure : BounceVerdict;

    /// <summary>Another recipient failed: the member of a list, or the target of a forwarding.</summary>
    public sealed record OtherRecipient : BounceVerdict;

    /// <summary>The mail wasn't delivered.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Cause">The server's words, as <see cref="OutboxMail.CauseOf"/> keeps them.</param>
    public sealed record Failure(BounceReason Reason, string Cause) : BounceVerdict;
}
