namespace ContactPortal.Domain.Persons;

/// <summary>The parts of a name, as the municipality's own directory sent them (P8).</summary>
/// <param name="Formatted">The full name.</param>
/// <param name="FamilyName">The family name.</param>
/// <param name="GivenName">The given name.</param>
public sealed record ProvisionedName(string? Formatted = null, string? FamilyName = null, string? GivenName = null);
