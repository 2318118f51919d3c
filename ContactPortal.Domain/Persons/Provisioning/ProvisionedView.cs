namespace ContactPortal.Domain.Persons;

/// <summary>A user as the municipality's own directory reads it (P8).</summary>
/// <param name="Id">The person's UUID.</param>
/// <param name="State">The attributes as sent; where an administrator has changed the person since, the person's own values.</param>
/// <param name="CreatedAt">When the person's entry was created.</param>
/// <param name="ModifiedAt">When the person or what was sent was last changed.</param>
public sealed record ProvisionedView(Guid Id, ProvisionedState State, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);
