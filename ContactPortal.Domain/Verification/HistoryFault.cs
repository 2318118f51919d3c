using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Verification;

/// <summary>A fault in an organisation's history.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of the first entry that shows the fault.</param>
/// <param name="Fault">The kind of fault.</param>
public sealed record HistoryFault(OrganisationCode Organisation, long Number, HistoryFaultKind Fault);
