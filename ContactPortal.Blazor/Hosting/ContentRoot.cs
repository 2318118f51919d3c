namespace ContactPortal.Blazor.Hosting;

/// <summary>Decides which folder settings, static files and relative paths start at.</summary>
internal static class ContentRoot
{
    private const string Settings = "appsettings.json";

    /// <summary>
    /// The working folder if it has the settings, as when a developer starts the portal, or the folder that is configured; otherwise the
    /// program's own folder, wherever it is started from.
    /// </summary>
    public static WebApplicationOptions OptionsFor(string[] args)
    {
        var isConfigured = Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null
            || args.Any(a => a.TrimStart('-', '/').StartsWith(WebHostDefaults.ContentRootKey, StringComparison.OrdinalIgnoreCase));
        return isConfigured || File.Exists(Settings)
            ? new() { Args = args }
            : new() { Args = args, ContentRootPath = AppContext.BaseDirectory };
    }
}
