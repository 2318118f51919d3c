namespace ContactPortal.Blazor.Scim;

/// <summary>A comparison in a filter: the attribute is equal to the value.</summary>
/// <param name="Path">The attribute's path, as it was sent.</param>
/// <param name="Value">The value, without quotes.</param>
internal sealed record ScimCondition(string Path, string Value);
