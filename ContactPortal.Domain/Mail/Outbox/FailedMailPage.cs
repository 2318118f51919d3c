using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

/// <summary>A page of the mails that failed, newest first.</summary>
/// <param name="Mails">The mails.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="Failed">How many there are on all pages.</param>
public sealed record FailedMailPage(ImmutableArray<FailedMail> Mails, bool HasMore, int Failed);
