namespace ContactPortal.Domain.Persons;

/// <summary>The state of an invitation.</summary>
public enum InvitationState
{
    /// <summary>Not accepted yet ("inviteret").</summary>
    Open,

    /// <summary>Expired ("udløbet").</summary>
    Expired,

    /// <summary>Accepted ("i gang").</summary>
    Accepted,

    /// <summary>Withdrawn, or replaced by a newer invitation.</summary>
    Withdrawn,
}
