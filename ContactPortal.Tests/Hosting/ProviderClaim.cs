namespace ContactPortal.Tests.Hosting;

/// <summary>A claim in the token of whoever signs in.</summary>
public sealed record ProviderClaim(string Type, string Value);
