namespace ContactPortal.Domain.Mail;

/// <summary>To every active contact: a delivery has been validated (D3).</summary>
internal static class ValidationMail
{
    public static MailContent Of(DeliveryMailData data) => new(
        DanishMailFormat.Fill(MailTexts.ValidationSubject, data.Type, data.Month, data.Organisation),
        [
            DanishMailFormat.Fill(MailTexts.ValidationBody, data.Organisation, data.Type, data.Month, data.Records),
            data.ErrorSentences,
            data.Delivery.Errors == 0 ? MailTexts.NothingToDo : DanishMailFormat.Fill(MailTexts.ValidationHow, data.Deadline),
            DanishMailFormat.Fill(MailTexts.WhyContact, data.Organisation),
        ],
        [],
        MailPaths.Deliveries);
}
