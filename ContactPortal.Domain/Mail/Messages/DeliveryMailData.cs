using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>The data of mails about a delivery.</summary>
/// <param name="Organisation">The municipality's name.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="IsFirst">Whether it is the first of its type, so that there is no earlier one to compare it with.</param>
/// <param name="NextDue">The day on which the next one is due, or null.</param>
/// <param name="Rows">Its errors by code, the most frequent first.</param>
internal sealed record DeliveryMailData(
    string Organisation, string Type, Delivery Delivery, bool IsFirst, DateOnly? NextDue, ImmutableArray<MailRow> Rows)
{
    public string Month => DanishMailFormat.MonthOf(Delivery.Period);

    public string Records => DanishMailFormat.Count(Delivery.Records, MailTexts.OneRecord, MailTexts.Records);

    /// <summary>How many errors there are, and how that compares with the earlier delivery, in sentences.</summary>
    public string ErrorSentences
    {
        get
        {
            var count = Delivery.Errors == 0
                ? MailTexts.NoErrors
                : DanishMailFormat.Fill(MailTexts.HasErrors, Errors(Delivery.Errors));
            if (IsFirst)
                return count;
            var compared = Delivery.Errors == 0 ? "" : (Delivery.New, Delivery.Persisting) switch
            {
                (0, _) => MailTexts.AllPersist,
                (_, 0) => MailTexts.AllNew,
                var (fresh, old) => DanishMailFormat.Fill(
                    MailTexts.NewAndPersisting, DanishMailFormat.Count(fresh, MailTexts.OneNew, MailTexts.ManyNew), Errors(old)),
            };
            var resolved = Delivery.Resolved == 0 ? "" : DanishMailFormat.Fill(MailTexts.Resolved, Errors(Delivery.Resolved));
            return string.Join(' ', new[] { count, compared, resolved }.Where(sentence => sentence.Length > 0));
        }
    }

    /// <summary>By when the errors should be corrected, as a sentence.</summary>
    public string Deadline => NextDue is { } due
        ? DanishMailFormat.Fill(Delivery.Errors == 1 ? MailTexts.DeadlineOfOne : MailTexts.Deadline, DanishMailFormat.DayOf(due))
        : Delivery.Errors == 1 ? MailTexts.NoDeadlineOfOne : MailTexts.NoDeadline;

    private static string Errors(int count) => DanishMailFormat.Count(count, MailTexts.OneError, MailTexts.Errors);
}
