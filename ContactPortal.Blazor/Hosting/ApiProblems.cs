namespace ContactPortal.Blazor.Hosting;

/// <summary>Answers every failure under /api with problem details (RFC 9457) instead of a page: its clients are programs.</summary>
internal static class ApiProblems
{
    /// <summary>Call after the pages of errors, and before everything that can fail.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(IsApi, api =>
    {
        api.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => exception is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError,

            // A body that breaks off is the client's fault, and no failure of the portal.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        api.UseStatusCodePages();
    });

    /// <summary>Whether the request is one to the API.</summary>
    public static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments(PortalUrls.Api, StringComparison.OrdinalIgnoreCase);
}
