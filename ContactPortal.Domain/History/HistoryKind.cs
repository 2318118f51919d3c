namespace ContactPortal.Domain.History;

/// <summary>The kind of change that an entry records.</summary>
public enum HistoryKind
{
    /// <summary>A contact was created (K10).</summary>
    ContactCreated,

    /// <summary>A contact's fields were changed (K16).</summary>
    ContactChanged,

    /// <summary>A change of a contact was undone (K16).</summary>
    ContactUndone,

    /// <summary>An absence with a substitute was added for a contact (K19).</summary>
    AbsenceAdded,

    /// <summary>An absence was removed (K19).</summary>
    AbsenceRemoved,

    /// <summary>Somebody was granted the right (U1).</summary>
    RightGranted,

    /// <summary>The right was withdrawn from somebody (U1).</summary>
    RightWithdrawn,

    /// <summary>Somebody who is no longer a contact keeps the right, for a reason (U3).</summary>
    RightKept,

    /// <summary>Somebody asked for the right (U3).</summary>
    RightAsked,

    /// <summary>Somebody's request was refused, for a reason (U3).</summary>
    RightRefused,

    /// <summary>A task about a right that is granted elsewhere was marked as done (U4).</summary>
    TaskSettled,

    /// <summary>A mail to a contact's address bounced (D7).</summary>
    AddressBounced,

    /// <summary>
    /// The mark of an address whose mails came back was taken away: somebody says that it is right, or mails arrive again (D7).
    /// </summary>
    AddressConfirmed,

    /// <summary>Somebody requeued a mail that could not be sent (D7).</summary>
    MailRetried,

    /// <summary>A delivery arrived (D2).</summary>
    DeliveryReceived,

    /// <summary>Somebody claimed an error (D6).</summary>
    ErrorClaimed,

    /// <summary>Somebody released a claimed error (D6).</summary>
    ErrorReleased,

    /// <summary>Somebody explained an error (D6).</summary>
    ErrorExplained,

    /// <summary>Somebody who is not in the organisation's directory tried to sign in (O2).</summary>
    SignInUnknown,

    /// <summary>Somebody became local administrator.</summary>
    AdministratorAppointed,

    /// <summary>Somebody is no longer local administrator (U5).</summary>
    AdministratorDismissed,

    /// <summary>A person was added to the directory (P4).</summary>
    PersonAdded,

    /// <summary>A person's fields in the directory were changed (P4).</summary>
    PersonChanged,

    /// <summary>A change of a person was undone (P4).</summary>
    PersonUndone,

    /// <summary>A person was marked as left (P5).</summary>
    PersonLeft,

    /// <summary>A person who had left was marked as returned (P5).</summary>
    PersonReturned,

    /// <summary>Access was requested for a sign-in (P2, P3).</summary>
    AccessRequested,

    /// <summary>An access request was granted: its person was added to the directory (P3).</summary>
    AccessGranted,

    /// <summary>An access request was refused, with a reason (P3).</summary>
    AccessRefused,

    /// <summary>An identity question was answered: it is the same person (P2).</summary>
    IdentityConfirmed,

    /// <summary>An identity question was answered: it is another person, who was added to the directory (P2).</summary>
    IdentityDenied,

    /// <summary>A sign-in was bound to a person (P2).</summary>
    SignInBound,

    /// <summary>Somebody was invited to administer the organisation (P6).</summary>
    Invited,

    /// <summary>An invitation was withdrawn (P6).</summary>
    InvitationWithdrawn,

    /// <summary>An invitation was accepted (P6).</summary>
    InvitationAccepted,

    /// <summary>The personal data of a subject's entries was erased (O5).</summary>
    SubjectErased,

    /// <summary>A credential was made with which a municipality's own directory changes persons (P8).</summary>
    CredentialCreated,

    /// <summary>Such a credential was withdrawn (P8).</summary>
    CredentialWithdrawn,

    /// <summary>A municipality's own directory wanted to mark a person as left, and waits for an administrator's answer (P8).</summary>
    LeavingHeld,

    /// <summary>An administrator let the waiting leavings happen (P8).</summary>
    LeavingsAllowed,

    /// <summary>An administrator refused the waiting leavings (P8).</summary>
    LeavingsRefused,

    /// <summary>None of the above: written by a newer version, or not by the portal.</summary>
    Unknown,
}
