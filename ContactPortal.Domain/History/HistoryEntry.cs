using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.History;

/// <summary>What kind of change an entry tells of.</summary>
public enum HistoryKind
{
    /// <summary>A contact was created (K10).</summary>
    ContactCreated,

    /// <summary>A contact's fields were changed (K16).</summary>
    ContactChanged,

    /// <summary>A change of a contact was taken back (K16).</summary>
    ContactUndone,

    /// <summary>A contact is away for some days, and another stands in (K19).</summary>
    AbsenceAdded,

    /// <summary>A contact is not away after all (K19).</summary>
    AbsenceRemoved,

    /// <summary>Somebody was granted the right (U1).</summary>
    RightGranted,

    /// <summary>The right was taken from somebody (U1).</summary>
    RightWithdrawn,

    /// <summary>Somebody who is no longer a contact keeps the right, for a reason (U3).</summary>
    RightKept,

    /// <summary>Somebody asked for the right (U3).</summary>
    RightAsked,

    /// <summary>Somebody's request was refused, for a reason (U3).</summary>
    RightRefused,

    /// <summary>A task about a right that is granted elsewhere was marked as done (U4).</summary>
    TaskSettled,

    /// <summary>Mails to a contact's address came back (D7).</summary>
    AddressBounced,

    /// <summary>Somebody had a mail tried again that could not be sent (D7).</summary>
    MailRetried,

    /// <summary>A delivery arrived (D2).</summary>
    DeliveryReceived,

    /// <summary>Somebody takes care of an error (D6).</summary>
    ErrorClaimed,

    /// <summary>Somebody no longer takes care of an error (D6).</summary>
    ErrorReleased,

    /// <summary>Somebody explained an error (D6).</summary>
    ErrorExplained,

    /// <summary>Somebody signed in for the organisation whom its directory does not know (O2).</summary>
    SignInUnknown,

    /// <summary>Somebody became local administrator.</summary>
    AdministratorAppointed,

    /// <summary>Somebody is no longer local administrator (U5).</summary>
    AdministratorDismissed,

    /// <summary>None of the above: the line was not written by the portal, or not by one as old as this.</summary>
    Unknown,
}

/// <summary>What the kinds have in common.</summary>
public static class HistoryKindGroups
{
    /// <summary>Whether lines of that kind make a contact what it is: its fields, from what to what.</summary>
    public static bool IsOfContactFields(this HistoryKind kind) =>
        kind is HistoryKind.ContactCreated or HistoryKind.ContactChanged or HistoryKind.ContactUndone;
}

/// <summary>
/// A line of an organisation's history: who changed what, when (K16). Lines are only ever added; each carries a hash over itself
/// and the one before it. What names persons is hashed by a salted digest of its own, so that it can be erased in time without
/// breaking the chain (O5).
/// </summary>
public sealed class HistoryEntry
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the change in its organisation, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>What was changed: the contact's id, or for rights the person's UUID.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The kind of change.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>The save's own id, by which a repeat is recognised (K13).</summary>
    public required Guid SaveId { get; init; }

    /// <summary>When, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The UUID of the person who did it.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The name of the person who did it; null once erased.</summary>
    public required string? ActorName { get; init; }

    /// <summary>The fields with what they were and became, as JSON; null once erased.</summary>
    public required string? Changes { get; init; }

    /// <summary>Random bytes hashed together with names and values, so that a digest can't be guessed back; null once erased.</summary>
    public required byte[]? Salt { get; init; }

    /// <summary>The digest of salt, name and changes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The hash of this line and the one before it.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>The end of an organisation's history: its number tells whether anything changed, its hash is what the next line builds on.</summary>
public sealed class HistoryHead
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long Number { get; internal set; }

    /// <summary>The newest line's hash; empty before the first.</summary>
    public byte[] Hash { get; internal set; } = [];
}
