namespace ContactPortal.Blazor.Api;

/// <summary>The clients of the API (D2).</summary>
public sealed record ApiOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Api";

    /// <summary>
    /// By their ids, as the tokens name them. Without any, Development takes every client; elsewhere a client that isn't listed is refused.
    /// </summary>
    public Dictionary<string, ApiClientSettings> Clients { get; init; } = [];
}
