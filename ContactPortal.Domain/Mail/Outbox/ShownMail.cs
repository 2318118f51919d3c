namespace ContactPortal.Domain.Mail;

/// <summary>A mail as shown on a page.</summary>
/// <param name="Sequence">Its position in the outbox.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="To">The recipient's name; null without a recipient (D5).</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="State">Its state.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="NextAttemptAt">When the next attempt is due, while it waits.</param>
/// <param name="Reason">Why it failed or came back, when that is one of the known reasons.</param>
/// <param name="Cause">The same in the server's words.</param>
public sealed record ShownMail(
    long Sequence, MailKind Kind, string Subject, string? To, DateTimeOffset CreatedAt, MailState State, int Attempts,
    DateTimeOffset NextAttemptAt, BounceReason? Reason, string? Cause)
{
    /// <summary>The mail as shown, with its recipient's name from those of contacts and persons by id.</summary>
    internal static ShownMail Of(OutboxMail mail, IReadOnlyDictionary<Guid, string> names) => new(
        mail.Sequence, mail.Kind, mail.Subject, RecipientOf(mail, names), mail.CreatedAt, mail.State, mail.Attempts, mail.NextAttemptAt,
        mail.Reason, mail.Cause);

    private static string? RecipientOf(OutboxMail mail, IReadOnlyDictionary<Guid, string> names) =>
        (mail.ContactId ?? mail.PersonId) is { } id ? names.GetValueOrDefault(id) ?? mail.Address : mail.ToName ?? mail.ToAddress;
}
