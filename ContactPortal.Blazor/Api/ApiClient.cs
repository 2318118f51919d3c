using System.Security.Claims;

namespace ContactPortal.Blazor.Api;

/// <summary>The client that an API token was issued to, and what it may do.</summary>
internal static class ApiClient
{
    private const string Unnamed = "API";
    private const string Issuer = "iss";

    // "client_id" by RFC 9068, "azp" and "appid" by Entra ID.
    private static readonly string[] NameClaims = ["client_id", "azp", "appid", "sub"];

    // "scope" by RFC 8693 and 9068, "scp" and "roles" by Entra ID: for delegated and for application permissions.
    private static readonly string[] ScopeClaims = ["scope", "scp", "roles"];

    /// <summary>The client's name for the history.</summary>
    public static string NameOf(ClaimsPrincipal client) =>
        NameClaims.Select(client.FindFirstValue).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? Unnamed;

    /// <summary>What identifies the client among those of all issuers.</summary>
    public static string KeyOf(ClaimsPrincipal client) => $"{client.FindFirstValue(Issuer)} {NameOf(client)}";

    /// <summary>
    /// Whether the token has the scope: alone or in a list with spaces, as a value of its own, or after the identifier of the API
    /// ("api://…/deliveries").
    /// </summary>
    public static bool HasScope(ClaimsPrincipal client, string scope) => ScopeClaims.SelectMany(client.FindAll)
        .SelectMany(claim => claim.Value.Split(' '))
        .Any(value => value == scope || value.EndsWith($"/{scope}", StringComparison.Ordinal));
}
