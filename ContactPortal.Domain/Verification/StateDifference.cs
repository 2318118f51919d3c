namespace ContactPortal.Domain.Verification;

/// <summary>A difference between the stored state and the result of the history.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Number">The number of the latest entry about what differs; 0 when there is none.</param>
internal sealed record StateDifference(HistoryFaultKind Fault, long Number);
