using System.Collections.Immutable;

namespace ContactPortal.Domain.History;

/// <summary>An entry of the history of a contact or person, for display (K16).</summary>
/// <param name="Number">Its number in the organisation's history.</param>
/// <param name="At">When the change was made.</param>
/// <param name="By">Who made it; null once erased (O5).</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Changes">The fields with old and new values; none once erased.</param>
public sealed record HistoryEntryView(
    long Number, DateTimeOffset At, string? By, HistoryKind Kind, ImmutableArray<FieldChange> Changes)
{
    /// <summary>The view of a stored entry, without the ids that are recorded for the verification alone.</summary>
    internal static HistoryEntryView Of(HistoryEntry entry) => new(
        entry.Number, entry.At, entry.ActorName, entry.Kind,
        [.. FieldChanges.Read(entry.Changes).Where(c => !c.Field.EndsWith(FieldChanges.IdSuffix, StringComparison.Ordinal))]);
}
