namespace ContactPortal.Domain.Rights;

/// <summary>A person as shown on the rights page.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Rid">The RID; empty for a person without one.</param>
/// <param name="Name">The name.</param>
/// <param name="LeftAt">When the person left; null while the person works for the organisation (P5).</param>
/// <param name="Email">The e-mail address; empty for a person without one.</param>
public sealed record PersonView(Guid Id, string Rid, string Name, DateTimeOffset? LeftAt = null, string Email = "");
