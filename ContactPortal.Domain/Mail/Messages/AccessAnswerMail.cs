using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Mail;

/// <summary>To a person who requested access: it was granted, or refused for a reason (P2, P3).</summary>
internal static class AccessAnswerMail
{
    public static MailContent Of(AccessRequest request, string organisation) => request.RefusedBecause is { } reason
        ? new(
            DanishMailFormat.Fill(MailTexts.AccessRefusedSubject, organisation),
            [
                DanishMailFormat.Fill(MailTexts.AccessRefused, request.AnsweredBy, organisation),
                DanishMailFormat.Fill(MailTexts.AnswerReason, reason),
                MailTexts.AccessRefusedHow,
            ],
            [],
            MailPaths.Contacts)
        : new(
            DanishMailFormat.Fill(MailTexts.AccessGrantedSubject, organisation),
            [DanishMailFormat.Fill(MailTexts.AccessGranted, request.AnsweredBy, organisation), MailTexts.AccessGrantedHow],
            [],
            MailPaths.Contacts);
}
