using ContactPortal.Domain.History;

namespace ContactPortal.Blazor.Texts;

/// <summary>The names of the kinds of history entries.</summary>
internal static class HistoryKinds
{
    /// <summary>The name of the kind.</summary>
    public static string NameOf(HistoryKind kind) => kind switch
    {
        HistoryKind.ContactCreated => HistoryTexts.ContactCreated,
        HistoryKind.ContactChanged => HistoryTexts.ContactChanged,
        HistoryKind.ContactUndone => HistoryTexts.ContactUndone,
        HistoryKind.RightGranted => HistoryTexts.RightGranted,
        HistoryKind.RightWithdrawn => HistoryTexts.RightWithdrawn,
        HistoryKind.RightKept => HistoryTexts.RightKept,
        HistoryKind.RightAsked => HistoryTexts.RightAsked,
        HistoryKind.RightRefused => HistoryTexts.RightRefused,
        HistoryKind.TaskSettled => HistoryTexts.TaskSettled,
        HistoryKind.DeliveryReceived => HistoryTexts.DeliveryReceived,
        HistoryKind.ErrorClaimed => HistoryTexts.ErrorClaimed,
        HistoryKind.ErrorReleased => HistoryTexts.ErrorReleased,
        HistoryKind.ErrorExplained => HistoryTexts.ErrorExplained,
        HistoryKind.AbsenceAdded => HistoryTexts.AbsenceAdded,
        HistoryKind.AbsenceRemoved => HistoryTexts.AbsenceRemoved,
        HistoryKind.AddressBounced => HistoryTexts.AddressBounced,
        HistoryKind.AddressConfirmed => HistoryTexts.AddressConfirmed,
        HistoryKind.MailRetried => HistoryTexts.MailRetried,
        HistoryKind.SignInUnknown => HistoryTexts.SignInUnknown,
        HistoryKind.AdministratorAppointed => HistoryTexts.AdministratorAppointed,
        HistoryKind.AdministratorDismissed => HistoryTexts.AdministratorDismissed,
        HistoryKind.PersonAdded => HistoryTexts.PersonAdded,
        HistoryKind.PersonChanged => HistoryTexts.PersonChanged,
        HistoryKind.PersonUndone => HistoryTexts.PersonUndone,
        HistoryKind.PersonLeft => HistoryTexts.PersonLeft,
        HistoryKind.PersonReturned => HistoryTexts.PersonReturned,
        HistoryKind.AccessRequested => HistoryTexts.AccessRequested,
        HistoryKind.AccessGranted => HistoryTexts.AccessGranted,
        HistoryKind.AccessRefused => HistoryTexts.AccessRefused,
        HistoryKind.IdentityConfirmed => HistoryTexts.IdentityConfirmed,
        HistoryKind.IdentityDenied => HistoryTexts.IdentityDenied,
        HistoryKind.SignInBound => HistoryTexts.SignInBound,
        HistoryKind.Invited => HistoryTexts.Invited,
        HistoryKind.InvitationWithdrawn => HistoryTexts.InvitationWithdrawn,
        HistoryKind.InvitationAccepted => HistoryTexts.InvitationAccepted,
        HistoryKind.SubjectErased => HistoryTexts.SubjectErased,
        HistoryKind.CredentialCreated => HistoryTexts.CredentialCreated,
        HistoryKind.CredentialWithdrawn => HistoryTexts.CredentialWithdrawn,
        HistoryKind.LeavingHeld => HistoryTexts.LeavingHeld,
        HistoryKind.LeavingsAllowed => HistoryTexts.LeavingsAllowed,
        HistoryKind.LeavingsRefused => HistoryTexts.LeavingsRefused,
        HistoryKind.Unknown => HistoryTexts.Unknown,
    };
}
