namespace ContactPortal.Domain.Persons;

/// <summary>The wish to take a change of a person back.</summary>
/// <param name="PersonId">The person that was changed.</param>
/// <param name="Number">The number of the change in its organisation's history.</param>
/// <param name="SaveId">The undoing's own id: sent twice it is one change (K13).</param>
public sealed record PersonUndo(Guid PersonId, long Number, Guid SaveId);
