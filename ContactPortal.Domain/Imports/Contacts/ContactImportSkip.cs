using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Imports;

/// <summary>A line of a file of contacts that is skipped.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Name">The name in the line; empty when it has none.</param>
/// <param name="Reason">Why it is skipped.</param>
/// <param name="Detail">What the reason is about; empty when it says all.</param>
/// <param name="Error">The value that is refused; null for other reasons.</param>
public sealed record ContactImportSkip(
    int Line, string Name, ContactImportSkipReason Reason, string Detail = "", ValidationError? Error = null);
