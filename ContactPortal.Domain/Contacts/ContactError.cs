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

    /// <summary>A name with line breaks, control characters or bidirectional formatting characters.</summary>
    NameNotPlain,

    /// <summary>No e-mail address.</summary>
    EmailMissing,

    /// <summary>An address over 254 characters.</summary>
    EmailTooLong,

    /// <summary>Not one e-mail address.</summary>
    EmailMalformed,

    /// <summary>A number with a local number behind it.</summary>
    NumberHasExtension,

    /// <summary>A local number alone.</summary>
    NumberIsLocal,

    /// <summary>A number with more or fewer digits than Danish ones, without a country code.</summary>
    NumberLacksCountry,

    /// <summary>A mobile number that can't be called.</summary>
    MobileMalformed,

    /// <summary>A telephone number that can't be called.</summary>
    PhoneMalformed,

    /// <summary>A delivery type that does not exist.</summary>
    ResponsibilityUnknown,
}
