using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>A person that a file adds or changes.</summary>
/// <param name="Line">The line's number; null for somebody who is missing in the file, and has left.</param>
/// <param name="PersonId">The person; null for a new one.</param>
/// <param name="Before">The values as they are stored; empty ones for a new person.</param>
/// <param name="After">The values as they will be, normalised.</param>
public sealed record PersonImportStep(int? Line, Guid? PersonId, PersonValues Before, PersonValues After)
{
    /// <summary>The kind of the change, and of its history entry.</summary>
    public HistoryKind Kind => PersonId is null ? HistoryKind.PersonAdded : PersonUpdates.KindOf(Before, After);
}
