using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Theme;

/// <summary>Where the theme's variables are fetched from: once, and not with every page.</summary>
internal static class ThemeEndpoint
{
    private static readonly string ImmutableCache = new CacheControlHeaderValue
    {
        Public = true,
        MaxAge = TimeSpan.FromDays(365),
        Extensions = { new NameValueHeaderValue("immutable") },
    }.ToString();

    /// <summary>Maps it; anybody may have it, as any style sheet.</summary>
    public static void MapTheme(this IEndpointRouteBuilder app) => app.MapGet(PortalUrls.Theme, Answer).AllowAnonymous();

    // Another version's, while processes are replaced: what it gets is not kept.
    private static IResult Answer(string version, HttpResponse response)
    {
        if (version == ThemeCss.Version)
            response.Headers.CacheControl = ImmutableCache;
        return Results.Text(ThemeCss.Variables, "text/css");
    }
}
