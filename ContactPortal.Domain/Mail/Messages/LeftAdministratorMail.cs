namespace ContactPortal.Domain.Mail;

/// <summary>To the agency's persons: a municipality's last local administrator has left (P5).</summary>
internal static class LeftAdministratorMail
{
    public static MailContent Of(string person, string organisation) => new(
        DanishMailFormat.Fill(MailTexts.LeftAdministratorSubject, organisation),
        [
            DanishMailFormat.Fill(MailTexts.LeftAdministrator, person, organisation), MailTexts.LeftAdministratorHow,
            MailTexts.LeftAdministratorWhy,
        ],
        [],
        MailPaths.Municipalities);
}
