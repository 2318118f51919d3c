namespace ContactPortal.Domain.Persons;

/// <summary>A request to undo a change of a person (P4).</summary>
/// <param name="PersonId">The changed person.</param>
/// <param name="Number">The number of the history entry to undo.</param>
/// <param name="SaveId">The id of the undo, by which a repeated request is recognised (K13).</param>
public sealed record PersonUndo(Guid PersonId, long Number, Guid SaveId);
