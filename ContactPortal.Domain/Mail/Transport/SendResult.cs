namespace ContactPortal.Domain.Mail;

/// <summary>The result of an attempt to send a mail.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The server's words; empty when it accepted the mail.</summary>
    public string Cause { get; private init; } = "";

    /// <summary>The server has accepted the mail.</summary>
    public sealed record Accepted : SendResult;

    /// <summary>The server puts this mail off; it is tried again until it expires.</summary>
    public sealed record Deferred : SendResult
    {
        /// <param name="cause">The server's words.</param>
        /// <param name="reason">Why.</param>
        public Deferred(string cause, BounceReason reason = BounceReason.Expired) => (Cause, Reason) = (cause, reason);

        /// <summary>Why it is put off.</summary>
        public BounceReason Reason { get; }
    }

    /// <summary>The server refuses this mail for good: its recipient's address, or its content.</summary>
    public sealed record Refused : SendResult
    {
        /// <param name="cause">The server's words.</param>
        /// <param name="reason">Why: <see cref="BounceReason.Dead"/> when it refuses the recipient's address.</param>
        public Refused(string cause, BounceReason reason) => (Cause, Reason) = (cause, reason);

        /// <summary>Why it is refused.</summary>
        public BounceReason Reason { get; }
    }

    /// <summary>No mail can be sent, whoever it is to: mails wait, and the operator is alarmed when it lasts.</summary>
    public sealed record Held : SendResult
    {
        /// <param name="cause">The server's words, or those of the network.</param>
        /// <param name="fault">What is wrong.</param>
        public Held(string cause, TransportFault fault) => (Cause, Fault) = (cause, fault);

        /// <summary>What is wrong.</summary>
        public TransportFault Fault { get; }
    }
}
