namespace ContactPortal.Domain.Presence;

/// <summary>A browser tab in which somebody edits a contact.</summary>
/// <param name="Tab">The tab's own id: one person's two tabs count as two (K13).</param>
/// <param name="PersonId">The person's UUID.</param>
/// <param name="Name">The person's name.</param>
/// <param name="ContactId">The contact.</param>
public sealed record ContactEditor(Guid Tab, Guid PersonId, string Name, Guid ContactId);
