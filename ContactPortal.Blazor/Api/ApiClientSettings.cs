namespace ContactPortal.Blazor.Api;

/// <summary>What one client of the API may do.</summary>
public sealed record ApiClientSettings
{
    /// <summary>The name that people see; empty: the client's id.</summary>
    public string Name { get; init; } = "";

    /// <summary>The codes of the municipalities that it may report for, read of, or keep the persons of; empty: all.</summary>
    public int[] Municipalities { get; init; } = [];

    /// <summary>The codes of the delivery types that it may report; empty: all.</summary>
    public string[] Types { get; init; } = [];

    /// <summary>Its scopes: <c>deliveries</c>, <c>bounces</c>, <c>contacts.read</c>, <c>scim</c>.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>How many requests with a body it may post a day, in Danish time.</summary>
    public int PostsADay { get; init; } = 5000;

    /// <summary>How many megabytes it may post a day.</summary>
    public int MegabytesADay { get; init; } = 1000;

    /// <summary>Whether it is given the municipality.</summary>
    public bool MayActFor(int municipality) => Municipalities.Length == 0 || Municipalities.Contains(municipality);

    /// <summary>Whether it may report for the municipality and the type.</summary>
    public bool MayReport(int municipality, string type) =>
        MayActFor(municipality)
        && (Types.Length == 0 || Types.Contains(type, StringComparer.Ordinal));
}
