namespace ContactPortal.Domain.Contacts;

/// <summary>The validation errors of a contact; the names are the keys of the messages (K14).</summary>
public enum ContactError
{
    /// <summary>No RID.</summary>
    RidMissing,

    /// <summary>A part of a name, from which nobody was chosen (K10).</summary>
    PersonNotChosen,

    /// <summary>Neither a RID of 8-20 digits nor a UUID.</summary>
    RidMalformed,

    /// <summary>A RID that nobody in the organisation's directory has (K10).</summary>
    RidUnknown,

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

    /// <summary>An address of a domain that none of the municipality's persons has: a question, since it may be meant.</summary>
    EmailDomainUnknown,

    /// <summary>A number with an extension after it.</summary>
    NumberHasExtension,

    /// <summary>An extension alone.</summary>
    NumberIsExtension,

    /// <summary>A number with more or fewer digits than Danish ones, without a country code.</summary>
    NumberLacksCountry,

    /// <summary>A mobile number that can't be called.</summary>
    MobileMalformed,

    /// <summary>A telephone number that can't be called.</summary>
    PhoneMalformed,

    /// <summary>A delivery type that does not exist.</summary>
    ResponsibilityUnknown,
}
