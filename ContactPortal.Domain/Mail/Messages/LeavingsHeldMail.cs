namespace ContactPortal.Domain.Mail;

/// <summary>To the local administrators: the municipality's own directory asks to mark many persons as left (P8).</summary>
internal static class LeavingsHeldMail
{
    public static MailContent Of(string source, string organisation) => new(
        DanishMailFormat.Fill(MailTexts.LeavingsHeldSubject, organisation),
        [
            DanishMailFormat.Fill(MailTexts.LeavingsHeld, source, organisation), MailTexts.LeavingsHeldHow,
            DanishMailFormat.Fill(MailTexts.LeavingsHeldWhy, organisation),
        ],
        [],
        MailPaths.Rights);
}
