using System.Globalization;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// A mail in the outbox, written in the transaction of the command that causes it (D7). It is addressed to a contact or a person, whose
/// e-mail address is looked up when the mail is sent, so that it never goes to somebody who has left; only mails to recipients who are not
/// in the directory have an address of their own.
/// </summary>
public sealed class OutboxMail
{
    /// <summary>The maximum length of a cause, in characters.</summary>
    public const int LongestCause = 300;

    /// <summary>Its place in the order of sending.</summary>
    public long Sequence { get; private init; }

    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The mail's id, from which its Message-ID and return address are built; the same at every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The contact that receives it, or null.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The person of the directory who receives it, or null.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The e-mail address of a recipient who is not in the directory (P3, P6); null for contacts and persons.</summary>
    public string? ToAddress { get; init; }

    /// <summary>The name of the recipient at <see cref="ToAddress"/>; null when it is unknown.</summary>
    public string? ToName { get; init; }

    /// <summary>The number of the delivery that it is about, or null.</summary>
    public long? Delivery { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; set; }

    /// <summary>The content, as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>What must still hold when it is sent for the first time; null for nothing.</summary>
    public MailCondition? Condition { get; init; }

    /// <summary>The person or the access request that <see cref="Condition"/> is about, or null.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>The person who was the contact before the change that caused it, or null.</summary>
    public Guid? FormerId { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The state.</summary>
    public required MailState State { get; set; }

    /// <summary>The attempts since it was queued or retried manually.</summary>
    public int Attempts { get; internal set; }

    /// <summary>When the next attempt is due.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it expires: a failed attempt after it is the last.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The dispatcher that holds its lease, or null.</summary>
    public Guid? LeasedBy { get; internal set; }

    /// <summary>When the lease expires.</summary>
    public DateTimeOffset? LeasedUntil { get; internal set; }

    /// <summary>The address that it was last sent to.</summary>
    public string? Address { get; internal set; }

    /// <summary>Why the last attempt failed, or why it came back, in the server's words.</summary>
    public string? Cause { get; internal set; }

    /// <summary>The cause as one of the known reasons; null when it is none of them.</summary>
    public BounceReason? Reason { get; internal set; }

    /// <summary>When its state became final.</summary>
    public DateTimeOffset? SettledAt { get; internal set; }

    /// <summary>
    /// A mail server's response for display: on one line, of at most <see cref="LongestCause"/> characters, cut between characters as they
    /// are seen. Halves of surrogate pairs, which no database takes, are replaced.
    /// </summary>
    public static string CauseOf(string response)
    {
        var plain = string.Concat(response.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));
        var line = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestCause)
            return line;
        var end = 0;
        for (int next; end + (next = StringInfo.GetNextTextElementLength(line, end)) <= LongestCause;)
            end += next;
        return line[..end];
    }
}
