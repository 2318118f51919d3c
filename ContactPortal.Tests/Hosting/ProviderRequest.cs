namespace ContactPortal.Tests.Hosting;

/// <summary>A request that the provider received.</summary>
public sealed record ProviderRequest(
    string? ResponseType, string? CodeChallengeMethod, string? CodeChallenge, string? PostLogoutRedirectUri);
