using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>The paths of the pages that mails link to, relative to the portal's address.</summary>
public static class MailPaths
{
    /// <summary>Indberetninger.</summary>
    public const string Deliveries = "/opfoelgning/indberetning/indberetninger";

    /// <summary>Kontakter.</summary>
    public const string Contacts = "/opfoelgning/indberetning/kontakter";

    /// <summary>Brugeradministration.</summary>
    public const string Rights = "/brugeradministration";

    /// <summary>Kommuner.</summary>
    public const string Municipalities = "/ams/kommuner";
}

/// <summary>The data of mails about a delivery.</summary>
/// <param name="Organisation">The municipality's name.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Rows">Its errors by code, the most frequent first.</param>
internal sealed record DeliveryMailData(string Organisation, string Type, Delivery Delivery, ImmutableArray<MailRow> Rows)
{
    public string Month => DanishMailFormat.MonthOf(Delivery.Period);
}

/// <summary>To every active contact: a delivery has been validated (D3).</summary>
internal static class ValidationMail
{
    public static MailContent Of(DeliveryMailData data) => new(
        DanishMailFormat.Fill(MailTexts.ValidationSubject, data.Type, data.Month, data.Organisation),
        [
            DanishMailFormat.Fill(MailTexts.ValidationBody, data.Organisation, data.Type, data.Month, data.Delivery.Records),
            data.Delivery.Errors == 0
                ? MailTexts.ValidationClean
                : DanishMailFormat.Fill(MailTexts.ValidationErrors, data.Delivery.Errors, data.Delivery.New, data.Delivery.Persisting, data.Delivery.Resolved),
        ],
        [],
        MailPaths.Deliveries);
}

/// <summary>To the contacts responsible for the type, with the statement of errors (D4); states when nobody is (D5).</summary>
internal static class ReceiptMail
{
    private const int MaxRows = 40;

    /// <param name="data">The delivery.</param>
    /// <param name="nobodyAnswers">Whether it goes to all active contacts because nobody is responsible for the type.</param>
    /// <param name="standsInFor">The name of the absent contact whose substitute the recipient is, or null (K19).</param>
    /// <param name="left">The name of the responsible contact who has left, so that it goes to all active contacts; or null (P5).</param>
    public static MailContent Of(DeliveryMailData data, bool nobodyAnswers, string? standsInFor, string? left = null)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        if (nobodyAnswers)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptNobody, data.Organisation, data.Type));
        if (left is not null)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptLeft, left, data.Type, data.Organisation));
        if (standsInFor is not null)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptSubstitute, standsInFor));
        paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptBody, data.Organisation, data.Type, data.Month, data.Delivery.Records, data.Delivery.DeliveryId));
        paragraphs.Add(data.Delivery.Errors == 0
            ? MailTexts.ReceiptClean
            : DanishMailFormat.Fill(MailTexts.ReceiptErrors, data.Delivery.Errors, data.Delivery.New, data.Delivery.Persisting, data.Delivery.Resolved));
        if (data.Rows.Length > MaxRows)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptMore, MaxRows, data.Rows.Length));
        return new(
            DanishMailFormat.Fill(MailTexts.ReceiptSubject, data.Type, data.Month, data.Organisation),
            paragraphs.ToImmutable(),
            [.. data.Rows.Take(MaxRows)],
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

    public static MailContent Left(string person, string organisation, string? grantedIn) =>
        Of(DanishMailFormat.Fill(MailTexts.TaskLeftSubject, person), DanishMailFormat.Fill(MailTexts.TaskLeft, person, organisation), grantedIn);

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

/// <summary>To somebody who was made a contact: which of their data the portal holds, and why (O4).</summary>
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

/// <summary>To the contacts responsible for a type: its delivery is due soon, or late (D10).</summary>
internal static class ReminderMail
{
    public static MailContent Of(string organisation, string type, Period period, DateOnly due, bool isLate) => new(
        DanishMailFormat.Fill(isLate ? MailTexts.ReminderLateSubject : MailTexts.ReminderSubject, type, DanishMailFormat.MonthOf(period), organisation),
        [DanishMailFormat.Fill(isLate ? MailTexts.ReminderLate : MailTexts.Reminder, organisation, type, DanishMailFormat.MonthOf(period), DanishMailFormat.DayOf(due))],
        [],
        MailPaths.Deliveries);
}
