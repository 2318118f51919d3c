namespace ContactPortal.Domain.History;

/// <summary>Groups of history kinds.</summary>
public static class HistoryKindGroups
{
    /// <summary>Whether entries of that kind hold the changes of a contact's fields.</summary>
    public static bool IsOfContactFields(this HistoryKind kind) =>
        kind is HistoryKind.ContactCreated or HistoryKind.ContactChanged or HistoryKind.ContactUndone;

    /// <summary>Whether entries of that kind hold the changes of a person's fields.</summary>
    public static bool IsOfPersonFields(this HistoryKind kind) =>
        kind is HistoryKind.PersonAdded or HistoryKind.PersonChanged or HistoryKind.PersonUndone or HistoryKind.PersonLeft
            or HistoryKind.PersonReturned or HistoryKind.AccessGranted or HistoryKind.IdentityConfirmed or HistoryKind.IdentityDenied
            or HistoryKind.SignInBound or HistoryKind.InvitationAccepted;
}
