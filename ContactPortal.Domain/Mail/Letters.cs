using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>The pages that mails lead to, from the portal's address on.</summary>
public static class MailPaths
{
    /// <summary>Indberetninger.</summary>
    public const string Deliveries = "/opfoelgning/indberetning/indberetninger";

    /// <summary>Kontakter.</summary>
    public const string Contacts = "/opfoelgning/indberetning/kontakter";

    /// <summary>Brugeradministration.</summary>
    public const string Rights = "/brugeradministration";
}

/// <summary>What mails say of a delivery.</summary>
/// <param name="Organisation">The municipality's name.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Rows">Its errors by code, the most frequent first.</param>
internal sealed record DeliveryNews(string Organisation, string Type, Delivery Delivery, ImmutableArray<LetterRow> Rows)
{
    public string Month => Danish.MonthOf(Delivery.Period);
}

/// <summary>To every active contact: a delivery has been validated (D3).</summary>
internal static class ValidationMail
{
    public static Letter Of(DeliveryNews news) => new(
        Danish.Fill(MailTexts.ValidationSubject, news.Type, news.Month, news.Organisation),
        [
            Danish.Fill(MailTexts.ValidationBody, news.Organisation, news.Type, news.Month, news.Delivery.Records),
            news.Delivery.Errors == 0
                ? MailTexts.ValidationClean
                : Danish.Fill(MailTexts.ValidationErrors, news.Delivery.Errors, news.Delivery.New, news.Delivery.Standing, news.Delivery.Mended),
        ],
        [],
        MailPaths.Deliveries);
}

/// <summary>To those who answer for the type, with the statement of errors (D4); says so when nobody does (D5).</summary>
internal static class ReceiptMail
{
    private const int MostRows = 40;

    /// <param name="news">The delivery.</param>
    /// <param name="nobodyAnswers">Whether it goes to everybody since nobody answers for the type.</param>
    /// <param name="standsInFor">Whom the recipient stands in for, or null (K19).</param>
    public static Letter Of(DeliveryNews news, bool nobodyAnswers, string? standsInFor)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        if (nobodyAnswers)
            paragraphs.Add(Danish.Fill(MailTexts.ReceiptNobody, news.Organisation, news.Type));
        if (standsInFor is not null)
            paragraphs.Add(Danish.Fill(MailTexts.ReceiptSubstitute, standsInFor));
        paragraphs.Add(Danish.Fill(MailTexts.ReceiptBody, news.Organisation, news.Type, news.Month, news.Delivery.Records, news.Delivery.DeliveryId));
        paragraphs.Add(news.Delivery.Errors == 0
            ? MailTexts.ReceiptClean
            : Danish.Fill(MailTexts.ReceiptErrors, news.Delivery.Errors, news.Delivery.New, news.Delivery.Standing, news.Delivery.Mended));
        if (news.Rows.Length > MostRows)
            paragraphs.Add(Danish.Fill(MailTexts.ReceiptMore, MostRows, news.Rows.Length));
        return new(
            Danish.Fill(MailTexts.ReceiptSubject, news.Type, news.Month, news.Organisation),
            paragraphs.ToImmutable(),
            [.. news.Rows.Take(MostRows)],
            MailPaths.Deliveries);
    }
}

/// <summary>To the local administrators: a contact lacks the right, somebody asks for it, or still holds it (U3).</summary>
internal static class RightsTaskMail
{
    public static Letter Lacks(string person, string organisation, string? grantedIn) =>
        Of(Danish.Fill(MailTexts.TaskLacksSubject, person), Danish.Fill(MailTexts.TaskLacks, person, organisation), grantedIn);

    public static Letter Asks(string person, string organisation, string? grantedIn) =>
        Of(Danish.Fill(MailTexts.TaskAsksSubject, person), Danish.Fill(MailTexts.TaskAsks, person, organisation), grantedIn);

    public static Letter StillHolds(string person, string organisation, string? grantedIn) =>
        Of(Danish.Fill(MailTexts.TaskHoldsSubject, person), Danish.Fill(MailTexts.TaskHolds, person, organisation), grantedIn);

    private static Letter Of(string subject, string body, string? grantedIn) =>
        new(subject, grantedIn is null ? [body] : [body, Danish.Fill(MailTexts.TaskElsewhere, grantedIn)], [], MailPaths.Rights);
}

/// <summary>To somebody who asked for the right: it was granted, or refused for a reason (U3).</summary>
internal static class RightsAnswerMail
{
    public static Letter Granted(string by, string organisation) =>
        new(MailTexts.AnswerGrantedSubject, [Danish.Fill(MailTexts.AnswerGranted, by, organisation)], [], MailPaths.Deliveries);

    public static Letter Refused(string by, string organisation, string reason) => new(
        MailTexts.AnswerRefusedSubject, [Danish.Fill(MailTexts.AnswerRefused, by, organisation), Danish.Fill(MailTexts.AnswerReason, reason)], [],
        MailPaths.Deliveries);
}

/// <summary>To somebody who was made a contact: what the portal holds of them, and what for (O4).</summary>
internal static class MadeContactMail
{
    public static Letter Of(string by, string organisation, ImmutableArray<string> types) => new(
        Danish.Fill(MailTexts.MadeContactSubject, organisation),
        [
            types.IsEmpty
                ? Danish.Fill(MailTexts.MadeContact, by, organisation)
                : Danish.Fill(MailTexts.MadeContactFor, by, organisation, Danish.Listed(types)),
            MailTexts.MadeContactData,
        ],
        [],
        MailPaths.Contacts);
}

/// <summary>To those who answer for a type: its delivery is expected soon, or has not come (D10).</summary>
internal static class ReminderMail
{
    public static Letter Of(string organisation, string type, Period period, DateOnly due, bool isLate) => new(
        Danish.Fill(isLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, Danish.MonthOf(period), organisation),
        [Danish.Fill(isLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, Danish.MonthOf(period), Danish.DayOf(due))],
        [],
        MailPaths.Deliveries);
}
