namespace ContactPortal.Blazor.SignIn;

/// <summary>Where a sign-in or a form leads back to: an address of the portal's own, whatever the request says.</summary>
public static class ReturnAddress
{
    private static readonly string[] SlashesInDisguise = ["%2f", "%5c"];

    /// <summary>The asked-for address when it is a local path, else the front page.</summary>
    public static string Local(string? asked) => asked is not null && IsLocal(asked) ? asked : PortalUrls.Front;

    // "//host", "/\host" and their escaped forms are read by browsers as another server.
    private static bool IsLocal(string asked) =>
        asked.StartsWith('/')
        && !asked.Any(char.IsControl)
        && !(asked.Length > 1 && asked[1] is '/' or '\\')
        && !SlashesInDisguise.Any(slash => asked.AsSpan(1).StartsWith(slash, StringComparison.OrdinalIgnoreCase));
}
