using System.Collections.Frozen;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// The door that live pages connect through: by WebSocket alone, and from pages of the portal alone. Another site's script could
/// otherwise connect with the cookie of whoever visits it. It shuts when the process is told to end: a page that lost its line by that would
/// come back to the same process, and lose it once more.
/// </summary>
internal static class CircuitEndpointMiddleware
{
    /// <summary>Where the door is.</summary>
    public const string Path = "/_blazor";

    // What the framework's script asks for beside the connection itself.
    private static readonly FrozenSet<string> HttpPaths = FrozenSet.Create("/initializers", "/disconnect");

    public static void UseCircuitEndpointMiddleware(this WebApplication app)
    {
        var ending = app.Lifetime.ApplicationStopping;
        app.UseWebSockets();
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest))
                return next(http);

            var known = rest.HasValue ? HttpPaths.Contains(rest.Value!) : http.WebSockets.IsWebSocketRequest;
            if (!known)
                return Refuse(http, StatusCodes.Status404NotFound, "Live pages connect by WebSocket.");
            if (ending.IsCancellationRequested)
                return Refuse(http, StatusCodes.Status503ServiceUnavailable, "The portal is ending.");
            return IsCrossOrigin(http.Request)
                ? Refuse(http, StatusCodes.Status403Forbidden, "Only the portal's own pages connect here.")
                : next(http);
        });
    }

    private static bool IsCrossOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..]
        && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(why);
    }
}
