namespace ContactPortal.Domain.Mail;

/// <summary>Names of headers and fields of bounces.</summary>
internal static class BounceHeaders
{
    public const string FailedRecipients = "X-Failed-Recipients";
    public const string FinalRecipient = "Final-Recipient";
    public const string OriginalRecipient = "Original-Recipient";
    public const string Action = "Action";
    public const string Status = "Status";
    public const string Diagnostic = "Diagnostic-Code";
}
