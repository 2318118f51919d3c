namespace ContactPortal.Blazor.Api;

/// <summary>Metadata of an endpoint of the API: the scope that the token and the client's setting must have.</summary>
internal sealed record RequiredScope(string Scope);
