using System.Text.RegularExpressions;

namespace ContactPortal.Blazor.SignIn;

/// <summary>The address that a sign-in or a form redirects back to; always inside the portal, against open redirects.</summary>
public static partial class ReturnAddress
{
    private static readonly string[] EscapedSlashes = ["%2f", "%5c"];

    /// <summary>The requested address if it is a local path, otherwise the front page; in the characters that a header may have.</summary>
    public static string Local(string? requested) => requested is not null && IsLocal(requested)
        ? NotInHeaders().Replace(requested, match => Uri.EscapeDataString(match.Value))
        : PortalUrls.Front;

    /// <summary>The query, without its question mark, that hands the address on to the next page.</summary>
    public static string QueryOf(string? requested) => $"{PortalUrls.ReturnKey}={Uri.EscapeDataString(Local(requested))}";

    // Browsers take "//host", "/\host" and their escaped forms for another server.
    private static bool IsLocal(string requested) =>
        requested.StartsWith('/')
        && !requested.Any(char.IsControl)
        && !(requested.Length > 1 && requested[1] is '/' or '\\')
        && !EscapedSlashes.Any(slash => requested.AsSpan(1).StartsWith(slash, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("[^!-~]+")]
    private static partial Regex NotInHeaders();
}
