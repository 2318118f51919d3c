namespace ContactPortal.Domain.Mail;

/// <summary>To the contacts responsible for a type: its delivery is due soon, or late (D10).</summary>
internal static class ReminderMail
{
    /// <param name="organisation">The municipality's name.</param>
    /// <param name="type">The type's name.</param>
    /// <param name="expected">The delivery.</param>
    /// <param name="nobodyAnswers">Whether it goes to all active contacts because nobody is responsible for the type (D5).</param>
    /// <param name="standsInFor">The name of the absent contact whose substitute the recipient is, or null (K19).</param>
    /// <param name="left">The name of the responsible contact who has left, so that it goes to all active contacts; or null (P5).</param>
    public static MailContent Of(
        string organisation, string type, ExpectedDelivery expected, bool nobodyAnswers, string? standsInFor, string? left)
    {
        var (month, due) = (DanishMailFormat.MonthOf(expected.Period), DanishMailFormat.DayOf(expected.Due));
        return new(
            DanishMailFormat.Fill(
                expected.IsLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, month, organisation),
            [
                DanishMailFormat.Fill(expected.IsLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, month, due),
                expected.IsLate ? MailTexts.ReminderLateHow : DanishMailFormat.Fill(MailTexts.ReminderHow, due),
                WhyOf(organisation, type, nobodyAnswers, standsInFor, left),
            ],
            [],
            MailPaths.Deliveries);
    }

    private static string WhyOf(string organisation, string type, bool nobodyAnswers, string? standsInFor, string? left)
    {
        if (standsInFor is not null)
            return DanishMailFormat.Fill(MailTexts.ReminderSubstitute, standsInFor);
        if (left is not null)
            return DanishMailFormat.Fill(MailTexts.ReminderLeft, left, type, organisation);
        return DanishMailFormat.Fill(nobodyAnswers ? MailTexts.ReminderNobody : MailTexts.WhyResponsible, organisation, type);
    }
}
