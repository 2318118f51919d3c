using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Theme;

/// <summary>Serves the theme's CSS variables as a style sheet that browsers cache, instead of in every page.</summary>
internal static class ThemeEndpoint
{
    private static readonly string ImmutableCache = new CacheControlHeaderValue
    {
        Public = true,
        MaxAge = TimeSpan.FromDays(365),
        Extensions = { new NameValueHeaderValue("immutable") },
    }.ToString();

    /// <summary>Maps the endpoint; anonymous, as other style sheets are.</summary>
    public static void MapTheme(this IEndpointRouteBuilder app) => app.MapGet(PortalUrls.Theme, Answer).AllowAnonymous();

    // Another version is requested while processes are being replaced; it gets this one, which is then not cached.
    private static IResult Answer(string version, HttpResponse response)
    {
        if (version == ThemeCss.Version)
            response.Headers.CacheControl = ImmutableCache;
        return Results.Text(ThemeCss.Variables, "text/css");
    }
}
