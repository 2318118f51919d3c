namespace ContactPortal.Domain.Mail;

/// <summary>To somebody who asked for the right: it was granted, or refused for a reason (U3).</summary>
internal static class RightsAnswerMail
{
    public static MailContent Granted(string by, string organisation) =>
        new(
            MailTexts.AnswerGrantedSubject, [DanishMailFormat.Fill(MailTexts.AnswerGranted, by, organisation), MailTexts.WhyAsked], [],
            MailPaths.Deliveries);

    public static MailContent Refused(string by, string organisation, string reason) => new(
        MailTexts.AnswerRefusedSubject,
        [
            DanishMailFormat.Fill(MailTexts.AnswerRefused, by, organisation), DanishMailFormat.Fill(MailTexts.AnswerReason, reason),
            MailTexts.AnswerRefusedHow, MailTexts.WhyAsked,
        ],
        [],
        MailPaths.Deliveries);
}
