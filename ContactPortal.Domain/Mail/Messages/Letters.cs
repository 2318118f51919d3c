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
internal sealed record DeliveryNews(string Organisation, string Type, Delivery Delivery, ImmutableArray<MailRow> Rows)
{
    public string Month => DanishMailFormat.MonthOf(Delivery.Period);
}

/// <summary>To every active contact: a delivery has been validated (D3).</summary>
internal static class ValidationMail
{
    public static MailContent Of(DeliveryNews news) => new(
        DanishMailFormat.Fill(MailTexts.ValidationSubject, news.Type, news.Month, news.Organisation),
        [
            DanishMailFormat.Fill(MailTexts.ValidationBody, news.Organisation, news.Type, news.Month, news.Delivery.Records),
            news.Delivery.Errors == 0
                ? MailTexts.ValidationClean
                : DanishMailFormat.Fill(MailTexts.ValidationErrors, news.Delivery.Errors, news.Delivery.New, news.Delivery.Persisting, news.Delivery.Resolved),
        ],
        [],
        MailPaths.Deliveries);
}

/// <summary>To those who answer for the type, with the statement of errors (D4); says so when nobody does (D5).</summary>
internal static class ReceiptMail
{
    private const int MaxRows = 40;

    /// <param name="news">The delivery.</param>
    /// <param name="nobodyAnswers">Whether it goes to everybody since nobody answers for the type.</param>
    /// <param name="standsInFor">Whom the recipient stands in for, or null (K19).</param>
    public static MailContent Of(DeliveryNews news, bool nobodyAnswers, string? standsInFor)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        if (nobodyAnswers)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptNobody, news.Organisation, news.Type));
        if (standsInFor is not null)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptSubstitute, standsInFor));
        paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptBody, news.Organisation, news.Type, news.Month, news.Delivery.Records, news.Delivery.DeliveryId));
        paragraphs.Add(news.Delivery.Errors == 0
            ? MailTexts.ReceiptClean
            : DanishMailFormat.Fill(MailTexts.ReceiptErrors, news.Delivery.Errors, news.Delivery.New, news.Delivery.Persisting, news.Delivery.Resolved));
        if (news.Rows.Length > MaxRows)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptMore, MaxRows, news.Rows.Length));
        return new(
            DanishMailFormat.Fill(MailTexts.ReceiptSubject, news.Type, news.Month, news.Organisation),
            paragraphs.ToImmutable(),
            [.. news.Rows.Take(MaxRows)],
            MailPaths.Deliveries);
    }
}

/// <summary>To the local administrators: a contact lacks the right, somebody asks for it, or still holds it (U3).</summary>
internal static class RightsTaskMail
{
    public static MailContent Lacks(string person, string organisation, string? grantedIn) =>
        Of(DanishMailFormat.Fill(MailTexts.TaskLacksSubject, person), DanishMailFormat.Fill(MailTexts.TaskLacks, person, organisation), grantedIn);

    public static MailContent Asks(string person, string organisation, string? grantedIn) =>
        Of(DanishMailFormat.Fill(MailTexts.TaskAsksSubject, person), DanishMailFormat.Fill(MailTexts.TaskAsks, person, organisation), grantedIn);

    public static MailContent StillHolds(string person, string organisation, string? grantedIn) =>
        Of(DanishMailFormat.Fill(MailTexts.TaskHoldsSubject, person), DanishMailFormat.Fill(MailTexts.TaskHolds, person, organisation), grantedIn);

    private static MailContent Of(string subject, string body, string? grantedIn) =>
        new(subject, grantedIn is null ? [body] : [body, DanishMailFormat.Fill(MailTexts.TaskElsewhere, grantedIn)], [], MailPaths.Rights);
}

/// <summary>To somebody who asked for the right: it was granted, or refused for a reason (U3).</summary>
internal static class RightsAnswerMail
{
    public static MailContent Granted(string by, string organisation) =>
        new(MailTexts.AnswerGrantedSubject, [DanishMailFormat.Fill(MailTexts.AnswerGranted, by, organisation)], [], MailPaths.Deliveries);

    public static MailContent Refused(string by, string organisation, string reason) => new(
        MailTexts.AnswerRefusedSubject, [DanishMailFormat.Fill(MailTexts.AnswerRefused, by, organisation), DanishMailFormat.Fill(MailTexts.AnswerReason, reason)], [],
        MailPaths.Deliveries);
}

/// <summary>To somebody who was made a contact: what the portal holds of them, and what for (O4).</summary>
internal static class MadeContactMail
{
    public static MailContent Of(string by, string organisation, ImmutableArray<string> types) => new(
        DanishMailFormat.Fill(MailTexts.MadeContactSubject, organisation),
        [
            types.IsEmpty
                ? DanishMailFormat.Fill(MailTexts.MadeContact, by, organisation)
                : DanishMailFormat.Fill(MailTexts.MadeContactFor, by, organisation, DanishMailFormat.JoinList(types)),
            MailTexts.MadeContactData,
        ],
        [],
        MailPaths.Contacts);
}

/// <summary>To those who answer for a type: its delivery is expected soon, or has not come (D10).</summary>
internal static class ReminderMail
{
    public static MailContent Of(string organisation, string type, Period period, DateOnly due, bool isLate) => new(
        DanishMailFormat.Fill(isLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, DanishMailFormat.MonthOf(period), organisation),
        [DanishMailFormat.Fill(isLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, DanishMailFormat.MonthOf(period), DanishMailFormat.DayOf(due))],
        [],
        MailPaths.Deliveries);
}
