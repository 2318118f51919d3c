namespace ContactPortal.Domain.Contacts;

/// <summary>A request to undo a change (K16).</summary>
/// <param name="ContactId">The contact that was changed.</param>
/// <param name="Number">The number of the change in its organisation's history.</param>
/// <param name="SaveId">The undo's save id, by which a repeated one is recognised (K13).</param>
public sealed record UndoRequest(Guid ContactId, long Number, Guid SaveId);
