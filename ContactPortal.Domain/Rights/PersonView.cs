namespace ContactPortal.Domain.Rights;

/// <summary>A person as shown on the rights page.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Rid">The RID; empty for somebody who has none.</param>
/// <param name="Name">The name.</param>
/// <param name="LeftAt">Since when the person has left; null when they have not (P5).</param>
public sealed record PersonView(Guid Id, string Rid, string Name, DateTimeOffset? LeftAt = null);
