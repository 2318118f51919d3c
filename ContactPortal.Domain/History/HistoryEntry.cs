using ContactPortal.Domain.Organisations;

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

    /// <summary>Somebody was added to the directory by hand (P4).</summary>
    PersonAdded,

    /// <summary>A person's fields in the directory were changed (P4).</summary>
    PersonChanged,

    /// <summary>A change of a person was undone (P4).</summary>
    PersonUndone,

    /// <summary>A person has left (P5).</summary>
    PersonLeft,

    /// <summary>A person who had left has returned (P5).</summary>
    PersonReturned,

    /// <summary>Somebody who signed in asked for access (P3).</summary>
    AccessRequested,

    /// <summary>An access request was granted: its person was added to the directory (P3).</summary>
    AccessGranted,

    /// <summary>An access request was refused, with a reason (P3).</summary>
    AccessRefused,

    /// <summary>An administrator confirmed that a sign-in is that of a person in the directory (P2).</summary>
    IdentityConfirmed,

    /// <summary>An administrator answered that a sign-in is that of another person, who was added to the directory (P2).</summary>
    IdentityDenied,

    /// <summary>A sign-in was bound to a person (P2).</summary>
    SignInBound,

    /// <summary>Somebody was invited to administer the organisation (P6).</summary>
    Invited,

    /// <summary>An invitation was withdrawn (P6).</summary>
    InvitationWithdrawn,

    /// <summary>An invitation was accepted (P6).</summary>
    InvitationAccepted,

    /// <summary>None of the above: written by a newer version, or not by the portal.</summary>
    Unknown,
}

/// <summary>Groups of history kinds.</summary>
public static class HistoryKindGroups
{
    /// <summary>Whether entries of that kind hold the changes of a contact's fields.</summary>
    public static bool IsOfContactFields(this HistoryKind kind) =>
        kind is HistoryKind.ContactCreated or HistoryKind.ContactChanged or HistoryKind.ContactUndone;

    /// <summary>Whether lines of that kind make a person of the directory what it is: its fields, from what to what.</summary>
    public static bool IsOfPersonFields(this HistoryKind kind) =>
        kind is HistoryKind.PersonAdded or HistoryKind.PersonChanged or HistoryKind.PersonUndone or HistoryKind.PersonLeft
            or HistoryKind.PersonReturned or HistoryKind.AccessGranted or HistoryKind.IdentityConfirmed or HistoryKind.IdentityDenied
            or HistoryKind.SignInBound or HistoryKind.InvitationAccepted;
}

/// <summary>
/// An entry of an organisation's history: who changed what, and when (K16). Entries are only appended; each carries a hash over itself and
/// the previous entry. Personal data enters the hash as a salted digest, so that it can be erased later without breaking the chain (O5).
/// </summary>
public sealed class HistoryEntry
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the change in its organisation, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The id of what was changed: the contact's, or for rights the person's UUID.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The kind of change.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>The id of the save, by which a repeated one is recognised (K13).</summary>
    public required Guid SaveId { get; init; }

    /// <summary>When the change was made, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The UUID of the person who did it.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The name of the person who did it; null once erased.</summary>
    public required string? ActorName { get; init; }

    /// <summary>The fields with their old and new values, as JSON; null once erased.</summary>
    public required string? Changes { get; init; }

    /// <summary>Random bytes in the digest, so that erased names and values cannot be recovered by guessing; null once erased.</summary>
    public required byte[]? Salt { get; init; }

    /// <summary>The digest of salt, actor's name and changes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The hash of this entry and the previous one's hash.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>
/// The end of an organisation's hash chain: its number shows whether anything changed, its hash goes into the next entry's.
/// </summary>
public sealed class HistoryHead
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long Number { get; internal set; }

    /// <summary>The newest entry's hash; empty before the first.</summary>
    public byte[] Hash { get; internal set; } = [];
}
