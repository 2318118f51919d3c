using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>To the contacts responsible for a type: its delivery is due soon, or late (D10).</summary>
internal static class ReminderMail
{
    public static MailContent Of(string organisation, string type, Period period, DateOnly due, bool isLate) => new(
        DanishMailFormat.Fill(
            isLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, DanishMailFormat.MonthOf(period), organisation),
        [DanishMailFormat.Fill(
            isLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, DanishMailFormat.MonthOf(period),
            DanishMailFormat.DayOf(due))],
        [],
        MailPaths.Deliveries);
}
