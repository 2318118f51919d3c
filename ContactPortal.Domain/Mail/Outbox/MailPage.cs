using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

/// <summary>A page of mails, newest first.</summary>
/// <param name="Mails">The mails.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="Failed">How many mails of the organisation failed or came back, on any page.</param>
public sealed record MailPage(ImmutableArray<ShownMail> Mails, bool HasMore, int Failed);
