namespace ContactPortal.Domain.Persons;

/// <summary>A user as the municipality's own directory requests it, or reads it (P8).</summary>
/// <param name="Attributes">The attributes.</param>
/// <param name="Active">Whether the person works for the municipality; false is "fratrådt".</param>
public sealed record ProvisionedState(ProvisionedAttributes Attributes, bool Active);
