using System.Collections.Immutable;

namespace ContactPortal.Blazor.Api;

/// <summary>The scopes of the API, which a token and the client's setting must both have.</summary>
internal static class ApiScopes
{
    /// <summary>Post deliveries and ask for their state (D2).</summary>
    public const string Deliveries = "deliveries";

    /// <summary>Post bounces (D7).</summary>
    public const string Bounces = "bounces";

    /// <summary>Read the contacts and the coverage of all municipalities, for the agency's own systems (A1, A2).</summary>
    public const string ContactsRead = "contacts.read";

    /// <summary>Keep a municipality's persons by SCIM (P8).</summary>
    public const string Scim = "scim";

    /// <summary>All scopes that a client can be given.</summary>
    public static ImmutableArray<string> All { get; } = [Deliveries, Bounces, ContactsRead, Scim];

    /// <summary>The name of the policy that demands a token with the scope.</summary>
    public static string PolicyOf(string scope) => $"api-{scope}";
}
