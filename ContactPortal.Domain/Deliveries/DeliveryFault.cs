namespace ContactPortal.Domain.Deliveries;

/// <summary>The validation errors of a posted delivery.</summary>
public enum DeliveryFault
{
    /// <summary>The value is missing.</summary>
    Missing,

    /// <summary>The value is longer than it may be.</summary>
    TooLong,

    /// <summary>Control characters, bidirectional formatting characters, or unpaired surrogates.</summary>
    NotPlain,

    /// <summary>A negative number, or a line number below 1.</summary>
    OutOfRange,

    /// <summary>No municipality has this code.</summary>
    UnknownOrganisation,

    /// <summary>There is no such delivery type.</summary>
    UnknownType,

    /// <summary>Not a month in the form "2026-11".</summary>
    NotAPeriod,

    /// <summary>A month that has not begun.</summary>
    FuturePeriod,

    /// <summary>More than 50,000 errors.</summary>
    TooManyErrors,
}
