namespace ContactPortal.Domain.Mail;

/// <summary>To every active contact: a delivery has been validated (D3).</summary>
internal static class ValidationMail
{
    public static MailContent Of(DeliveryMailData data) => new(
        DanishMailFormat.Fill(MailTexts.ValidationSubject, data.Type, data.Month, data.Organisation),
        [
            DanishMailFormat.Fill(MailTexts.ValidationBody, data.Organisation, data.Type, data.Month, data.Delivery.Records),
            data.Delivery.Errors == 0
                ? MailTexts.ValidationClean
                : DanishMailFormat.Fill(
                    MailTexts.ValidationErrors, data.Delivery.Errors, data.Delivery.New, data.Delivery.Persisting, data.Delivery.Resolved),
        ],
        [],
        MailPaths.Deliveries);
}
