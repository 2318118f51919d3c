using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Mail;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>The names of kinds, states and reasons of mails.</summary>
internal static class MailTextsOf
{
    /// <summary>The name of a kind.</summary>
    public static string Kind(MailKind kind) => kind switch
    {
        MailKind.Validation => DeliveriesTexts.MailKindValidation,
        MailKind.Receipt => DeliveriesTexts.MailKindReceipt,
        MailKind.RightsTask => DeliveriesTexts.MailKindRightsTask,
        MailKind.RightsAnswer => DeliveriesTexts.MailKindRightsAnswer,
        MailKind.MadeContact => DeliveriesTexts.MailKindMadeContact,
        MailKind.Reminder => DeliveriesTexts.MailKindReminder,
        MailKind.Invitation => DeliveriesTexts.MailKindInvitation,
        MailKind.AccessRequest => DeliveriesTexts.MailKindAccessRequest,
        MailKind.AccessAnswer => DeliveriesTexts.MailKindAccessAnswer,
        MailKind.LeftAdministrator => DeliveriesTexts.MailKindLeftAdministrator,
        MailKind.LeavingsHeld => DeliveriesTexts.MailKindLeavingsHeld,
    };

    /// <summary>The name of a state.</summary>
    public static string State(MailState state) => state switch
    {
        MailState.Waiting => DeliveriesTexts.MailStateNameWaiting,
        MailState.Accepted => DeliveriesTexts.MailStateNameAccepted,
        MailState.Failed => DeliveriesTexts.MailStateNameFailed,
        MailState.Withheld => DeliveriesTexts.MailStateNameWithheld,
        MailState.Returned => DeliveriesTexts.MailStateNameReturned,
        MailState.Unaddressed => DeliveriesTexts.MailStateNameUnaddressed,
    };

    /// <summary>A mail's state with its cause or the time of the next attempt.</summary>
    public static string StateOf(ShownMail mail) => mail.State switch
    {
        MailState.Waiting when mail.Cause is not null =>
            DeliveriesTexts.MailAgain.Format(DanishTime.Exact(mail.NextAttemptAt), mail.Attempts + 1, CauseOf(mail)),
        MailState.Waiting when mail.NextAttemptAt > mail.CreatedAt => DeliveriesTexts.MailSoon.Format(DanishTime.Exact(mail.NextAttemptAt)),
        MailState.Waiting => DeliveriesTexts.MailWaiting,
        MailState.Accepted => DeliveriesTexts.MailAccepted,
        MailState.Failed => DeliveriesTexts.MailFailed.Format(CauseOf(mail)),
        MailState.Returned => DeliveriesTexts.MailReturned.Format(CauseOf(mail)),
        MailState.Withheld => DeliveriesTexts.MailWithheld,
        MailState.Unaddressed => DeliveriesTexts.MailUnaddressed,
    };

    private static string? CauseOf(ShownMail mail) =>
        mail.Reason is { } reason ? DeliveriesTexts.MailBecause.Format(Reason(reason), mail.Cause) : mail.Cause;

    private static string Reason(BounceReason reason) => reason switch
    {
        BounceReason.Dead => DeliveriesTexts.MailReasonDead,
        BounceReason.Full => DeliveriesTexts.MailReasonFull,
        BounceReason.Policy => DeliveriesTexts.MailReasonPolicy,
        BounceReason.Expired => DeliveriesTexts.MailReasonExpired,
        BounceReason.SenderRefused => DeliveriesTexts.MailReasonSenderRefused,
        BounceReason.ContentRefused => DeliveriesTexts.MailReasonContentRefused,
        BounceReason.Unclear => DeliveriesTexts.MailReasonUnclear,
    };
}
