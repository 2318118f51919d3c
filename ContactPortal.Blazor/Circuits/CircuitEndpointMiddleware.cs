using System.Collections.Frozen;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Guards the SignalR endpoint of the circuits. Only WebSocket connections are accepted, and only with the portal's own origin: another
/// site's script could otherwise connect with its visitor's cookie. Once the process is shutting down it answers 503, so that a page that
/// lost its connection by the shutdown does not reconnect to the same process and lose it again.
/// </summary>
internal static class CircuitEndpointMiddleware
{
    /// <summary>The path of the framework's SignalR hub.</summary>
    public const string Path = "/_blazor";

    // What the framework's script requests besides the connection itself.
    private static readonly FrozenSet<string> HttpPaths = FrozenSet.Create("/initializers", "/disconnect");

    public static void UseCircuitEndpointMiddleware(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.UseWebSockets();
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest))
                return next(http);

            var isKnown = rest.HasValue ? HttpPaths.Contains(rest.Value!) : http.WebSockets.IsWebSocketRequest;
            if (!isKnown)
                return Refuse(http, StatusCodes.Status404NotFound, "Live pages connect by WebSocket.");
            if (stopping.IsCancellationRequested)
                return Refuse(http, StatusCodes.Status503ServiceUnavailable, "The portal is shutting down.");
            return IsCrossOrigin(http.Request)
                ? Refuse(http, StatusCodes.Status403Forbidden, "Only the portal's own pages connect here.")
                : next(http);
        });
    }

    private static bool IsCrossOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..]
        && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext http, int status, string reason)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(reason);
    }
}
