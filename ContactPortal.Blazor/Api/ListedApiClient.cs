using ContactPortal.Domain.Api;

namespace ContactPortal.Blazor.Api;

/// <summary>A client of the API with what it may do and did.</summary>
/// <param name="Id">Its id, as the tokens name it.</param>
/// <param name="Settings">What it may do.</param>
/// <param name="Usage">What it did today.</param>
public sealed record ListedApiClient(string Id, ApiClientSettings Settings, ApiClientDay Usage)
{
    /// <summary>The name that people see.</summary>
    public string Name => Settings.Name.Length > 0 ? Settings.Name : Id;
}
