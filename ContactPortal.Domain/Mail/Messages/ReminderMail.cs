namespace ContactPortal.Domain.Mail;

/// <summary>To the contacts responsible for a type: its delivery is due soon, or late (D10).</summary>
internal static class ReminderMail
{
    /// <param name="organisation">The municipality's name.</param>
    /// <param name="type">The type's name.</param>
    /// <param name="expected">The delivery.</param>
    /// <param name="standsInFor">The name of the absent contact whose substitute the recipient is, or null (K19).</param>
    public static MailContent Of(string organisation, string type, ExpectedDelivery expected, string? standsInFor)
    {
        var (month, due) = (DanishMailFormat.MonthOf(expected.Period), DanishMailFormat.DayOf(expected.Due));
        return new(
            DanishMailFormat.Fill(
                expected.IsLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, month, organisation),
            [
                DanishMailFormat.Fill(expected.IsLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, month, due),
                expected.IsLate ? MailTexts.ReminderLateHow : DanishMailFormat.Fill(MailTexts.ReminderHow, due),
                standsInFor is null
                    ? DanishMailFormat.Fill(MailTexts.WhyResponsible, organisation, type)
                    : DanishMailFormat.Fill(MailTexts.ReminderSubstitute, standsInFor),
            ],
            [],
            MailPaths.Deliveries);
    }
}
