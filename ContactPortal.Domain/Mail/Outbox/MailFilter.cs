namespace ContactPortal.Domain.Mail;

/// <summary>Which mails are shown.</summary>
/// <param name="To">Part of the recipient's name or address; empty for all.</param>
/// <param name="Kind">The kind, or null for all.</param>
/// <param name="State">The state, or null for all.</param>
public sealed record MailFilter(string To, MailKind? Kind, MailState? State)
{
    /// <summary>All mails.</summary>
    public static MailFilter All { get; } = new("", null, null);
}
