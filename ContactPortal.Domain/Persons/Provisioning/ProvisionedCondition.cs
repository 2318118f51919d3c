namespace ContactPortal.Domain.Persons;

/// <summary>A condition of a filter: the attribute is equal to the value (P8).</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">The value.</param>
public sealed record ProvisionedCondition(ProvisionedKey Attribute, string Value);
