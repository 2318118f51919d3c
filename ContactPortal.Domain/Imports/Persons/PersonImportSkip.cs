using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>A line of a file of persons that is skipped.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Name">The name in the line; empty when it has none.</param>
/// <param name="Reason">Why it is skipped.</param>
/// <param name="Detail">What the reason is about; empty when it says all.</param>
/// <param name="Error">The value that is refused; null for other reasons.</param>
public sealed record PersonImportSkip(
    int Line, string Name, PersonImportSkipReason Reason, string Detail = "", PersonValidationError? Error = null);
