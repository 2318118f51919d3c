namespace ContactPortal.Domain.Persons;

/// <summary>The validation errors of a person; the names are the keys of the messages (K14).</summary>
public enum PersonError
{
    /// <summary>No name.</summary>
    NameMissing,

    /// <summary>A name over 100 characters.</summary>
    NameTooLong,

    /// <summary>A name with line breaks, control characters, or characters that are invisible or change what others look like.</summary>
    NameNotPlain,

    /// <summary>A word of the name with letters of several scripts: a question, since it may be meant.</summary>
    NameMixesScripts,

    /// <summary>No e-mail address.</summary>
    EmailMissing,

    /// <summary>An address over 254 characters.</summary>
    EmailTooLong,

    /// <summary>An address with characters that are invisible or change what others look like.</summary>
    EmailNotPlain,

    /// <summary>An address with letters that look like others.</summary>
    EmailLookAlike,

    /// <summary>Not one e-mail address.</summary>
    EmailMalformed,

    /// <summary>An address of a domain that the configuration does not give the municipality.</summary>
    EmailDomainRefused,

    /// <summary>A new person with neither RID nor UUID (P1).</summary>
    IdentifierMissing,

    /// <summary>A RID that is not 8-20 digits.</summary>
    RidMalformed,

    /// <summary>A RID that another person of the organisation has.</summary>
    RidTaken,

    /// <summary>Not a UUID.</summary>
    UuidMalformed,

    /// <summary>A UUID that another person of the organisation has.</summary>
    UuidTaken,

    /// <summary>A changed RID or UUID of a person who has left or is marked as left by the same save (P5).</summary>
    IdentifierOfLeft,
}
