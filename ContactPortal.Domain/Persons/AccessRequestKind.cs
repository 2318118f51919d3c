namespace ContactPortal.Domain.Persons;

/// <summary>The kind of an access request.</summary>
public enum AccessRequestKind
{
    /// <summary>The sign-in matches nobody; the requester asks to be added to the directory (P3).</summary>
    NewPerson,

    /// <summary>The sign-in matches a person only partly; whether it is the same person is to be answered (P2).</summary>
    IdentityQuestion,
}
