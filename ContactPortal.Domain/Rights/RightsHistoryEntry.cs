using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Rights;

/// <summary>An entry of the rights' history (U6).</summary>
/// <param name="Number">Its number in the organisation's history.</param>
/// <param name="At">When it was done.</param>
/// <param name="By">Who did it; null once erased (O5).</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Person">The affected person; null once erased.</param>
/// <param name="Reason">The reason, where one is required.</param>
public sealed record RightsHistoryEntry(long Number, DateTimeOffset At, string? By, HistoryKind Kind, string? Person, string? Reason);
