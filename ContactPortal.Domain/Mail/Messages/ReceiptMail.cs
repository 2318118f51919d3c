using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

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
        paragraphs.Add(
            DanishMailFormat.Fill(
                MailTexts.ReceiptBody, data.Organisation, data.Type, data.Month, data.Records, data.Delivery.DeliveryId));
        paragraphs.Add(data.ErrorSentences);
        paragraphs.Add(data.Delivery.Errors == 0 ? MailTexts.NothingToDo : DanishMailFormat.Fill(MailTexts.ReceiptHow, data.Deadline));
        if (data.Rows.Length > MaxRows)
            paragraphs.Add(DanishMailFormat.Fill(MailTexts.ReceiptMore, MaxRows, data.Rows.Length));
        paragraphs.Add(WhyOf(data, nobodyAnswers, standsInFor, left));
        return new(
            DanishMailFormat.Fill(MailTexts.ReceiptSubject, data.Type, data.Month, data.Organisation),
            paragraphs.ToImmutable(),
            [.. data.Rows.Take(MaxRows)],
            MailPaths.Deliveries);
    }

    private static string WhyOf(DeliveryMailData data, bool nobodyAnswers, string? standsInFor, string? left)
    {
        if (standsInFor is not null)
            return DanishMailFormat.Fill(MailTexts.ReceiptSubstitute, standsInFor);
        if (left is not null)
            return DanishMailFormat.Fill(MailTexts.ReceiptLeft, left, data.Type, data.Organisation);
        return DanishMailFormat.Fill(
            nobodyAnswers ? MailTexts.ReceiptNobody : MailTexts.WhyResponsible, data.Organisation, data.Type);
    }
}
