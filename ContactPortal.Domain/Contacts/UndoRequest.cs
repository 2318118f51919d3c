namespace ContactPortal.Domain.Contacts;

/// <summary>The wish to take a change back (K16).</summary>
/// <param name="ContactId">The contact that was changed.</param>
/// <param name="Number">The number of the change in its organisation's history.</param>
/// <param name="SaveId">The undoing's own id: sent twice it is one change (K13).</param>
public sealed record UndoRequest(Guid ContactId, long Number, Guid SaveId);
