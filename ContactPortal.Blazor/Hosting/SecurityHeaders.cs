using ContactPortal.Blazor.SignIn;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Sets the security headers of every response: content security policy, permissions, and no caching of pages.</summary>
internal static class SecurityHeaders
{
    private const string NoStore = "no-store";

    // MudBlazor writes style attributes, hence 'unsafe-inline' for styles; scripts come only from the portal's own files.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

    private const string NoDevices =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), usb=()";

    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        // Forms that sign in and out redirect to the identity provider, and browsers apply form-action to redirects too.
        var provider = app.ApplicationServices.GetRequiredService<IConfiguration>().ProviderOrigin();
        var policy = provider is null ? Policy : $"{Policy} {provider}";
        app.Use((http, next) =>
        {
            // As late as possible: the exception handler clears the headers set before it.
            http.Response.OnStarting(() => Write(http.Response, policy));
            return next(http);
        });
    }

    private static Task Write(HttpResponse response, string policy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = NoDevices;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0 || response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.CacheControl = NoStore;
        return Task.CompletedTask;
    }
}
