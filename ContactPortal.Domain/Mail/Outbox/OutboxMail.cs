using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>What a mail is about.</summary>
public enum MailKind
{
    /// <summary>A delivery was validated: to every active contact (D3).</summary>
    Validation,

    /// <summary>A delivery's receipt with the statement of errors: to those who answer for the type (D4).</summary>
    Receipt,

    /// <summary>Something about the right waits for the local administrators (U3).</summary>
    RightsTask,

    /// <summary>The answer to somebody who asked for the right (U3).</summary>
    RightsAnswer,

    /// <summary>Somebody was made a contact (O4).</summary>
    MadeContact,

    /// <summary>A delivery is expected soon, or is late (D10).</summary>
    Reminder,
}

/// <summary>How it stands with a mail.</summary>
public enum MailState
{
    /// <summary>It waits to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>The mail server has accepted it.</summary>
    Accepted,

    /// <summary>It was given up, or refused for good; it can be tried again by hand.</summary>
    Failed,

    /// <summary>It was not sent, since who should have got it is deactivated or gone (D8).</summary>
    Withheld,

    /// <summary>There is no active contact to send it to; it is sent as soon as there is one (D5).</summary>
    Unaddressed,
}

/// <summary>
/// A mail in the outbox, written in the transaction of what caused it (D7). It is addressed to a place or a person; the address is
/// looked up when it is sent, so that it never goes to somebody who has left.
/// </summary>
public sealed class OutboxMail
{
    /// <summary>The most characters of a cause.</summary>
    public const int LongestCause = 300;

    /// <summary>Its place in the order of sending.</summary>
    public long Sequence { get; private init; }

    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The mail's own id: its Message-ID and its return address are made of it, the same at every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The contact that gets it, or null.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The person of the directory who gets it, or null.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The number of the delivery that it is about, or null.</summary>
    public long? Delivery { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The letter, as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public required MailState State { get; set; }

    /// <summary>How often it has been tried since it was written, or tried again by hand.</summary>
    public int Attempts { get; internal set; }

    /// <summary>When it is tried next.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it is given up.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The worker that is sending it right now.</summary>
    public Guid? LeasedBy { get; internal set; }

    /// <summary>Until when no other worker touches it.</summary>
    public DateTimeOffset? LeasedUntil { get; internal set; }

    /// <summary>The address that it was last sent to.</summary>
    public string? Address { get; internal set; }

    /// <summary>Why it was not accepted the last time.</summary>
    public string? Cause { get; internal set; }

    /// <summary>When its state was settled.</summary>
    public DateTimeOffset? SettledAt { get; internal set; }

    /// <summary>What a mail server said, as people are shown it: on one line, and not a page of it.</summary>
    public static string CauseOf(string said)
    {
        var plain = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c));
        var line = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestCause ? line : line[..LongestCause];
    }
}
