namespace ContactPortal.Domain.Verification;

/// <summary>The kinds of faults in a history.</summary>
public enum HistoryFaultKind
{
    /// <summary>An entry is missing or duplicated.</summary>
    Gap,

    /// <summary>An entry's hash is not that of its content and the previous hash.</summary>
    WrongHash,

    /// <summary>An entry has a malformed id.</summary>
    Unreadable,

    /// <summary>An entry's names and values do not match its digest.</summary>
    WrongContent,

    /// <summary>The last entry is not the stored head: entries were removed from the end.</summary>
    WrongHead,

    /// <summary>A contact differs from the result of its history.</summary>
    WrongContact,

    /// <summary>A person differs from the result of the history.</summary>
    WrongPerson,

    /// <summary>Somebody administers, or does not, otherwise than the history says.</summary>
    WrongAdministrator,

    /// <summary>Somebody holds the right, or does not, otherwise than the history says.</summary>
    WrongGrant,

    /// <summary>An absence differs from the result of the history.</summary>
    WrongAbsence,

    /// <summary>A claim or an explanation of an error differs from the result of the history.</summary>
    WrongError,

    /// <summary>An entry was blanked, and no later entry says that the portal did it.</summary>
    UnauthorisedErasure,

    /// <summary>An end of the history that is kept outside of the database is not part of it: entries were removed or rewritten.</summary>
    WrongAnchor,
}
