using System.Net.Mime;
using ContactPortal.Blazor.Circuits;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Sets up how requests reach the portal: trusted proxies, https, compression, and size and rate limits.</summary>
internal static partial class HttpPipeline
{
    /// <summary>The largest request body in bytes; forms are far below it, and endpoints that accept more set their own limit.</summary>
    private const int MaxRequestSize = 128 * 1024;
    private const int DefaultPort = 443;
    private const string Health = "/health";
    private const string HostFilteringKey = "AllowedHosts";
    private static readonly TimeSpan HstsMaxAge = TimeSpan.FromDays(365);

    /// <summary>
    /// How long a shutdown waits for running work: a command takes milliseconds, and open pages reconnect to another process.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    public static void AddHttpPipeline(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestSize;
        });
        builder.Services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ProxyOptions>, ValidateProxyOptions>();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(
            (headers, proxies) => TrustProxies(headers, proxies.Value));
        builder.Services.AddOptions<PathBaseOptions>()
            .Configure<IConfiguration>((options, configuration) => options.PathBase = configuration[PathBaseOptions.Key] ?? "")
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PathBaseOptions>, ValidatePathBaseOptions>();
        builder.Services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (HstsMaxAge, true));
        builder.Services.AddOptions<HttpsRedirectionOptions>()
            .Configure<IConfiguration>((redirection, configuration) => redirection.HttpsPort ??= HttpsPortOf(configuration));
        builder.Services.AddResponseCompression(compression =>
        {
            // Only pages and the theme: static files are compressed when built, and circuit messages by their WebSocket.
            compression.EnableForHttps = true;
            compression.MimeTypes = [MediaTypeNames.Text.Html, MediaTypeNames.Text.Css];
        });
        ProbeHosts.Add(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.AddRateLimits();

        // As a service of systemd: says when it accepts requests (Type=notify), and logs with the levels of the journal.
        builder.Services.AddSystemd();
    }

    /// <summary>Call first, so that all other middleware sees the client's own address and scheme.</summary>
    public static void UseHttpPipeline(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseUnknownProxies();
        app.UsePortalPathBase();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();

            // Health probes call the process directly, over http: it may have no certificate.
            app.UseWhen(http => !IsHealth(http), https => https.UseHttpsRedirection());
            if (string.IsNullOrEmpty(app.Configuration[HostFilteringKey]))
                LogEveryHost(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpPipeline)));
        }

        app.UseCircuitEndpointMiddleware();
    }

    /// <summary>
    /// Serves the portal below the configured path. Redirects name the portal's own addresses, and get the path here; links of pages are
    /// relative to the page's base address. Requests without the path are served as well: health probes do not have it.
    /// </summary>
    private static void UsePortalPathBase(this WebApplication app)
    {
        var pathBase = app.Services.GetRequiredService<IOptions<PathBaseOptions>>().Value.PathBase;
        if (pathBase.Length == 0)
            return;
        app.UsePathBase(pathBase);

        // Otherwise endpoints would be chosen before, by the path with its base.
        app.UseRouting();
        app.Use((http, next) =>
        {
            if (http.Request.PathBase.HasValue)
            {
                http.Response.OnStarting(() =>
                {
                    if (http.Response.Headers.Location.ToString() is ['/', ..] location
                        && !new PathString(location.Split('?', '#')[0]).StartsWithSegments(pathBase))
                    {
                        http.Response.Headers.Location = pathBase + location;
                    }

                    return Task.CompletedTask;
                });
            }

            return next(http);
        });
    }

    /// <summary>Whether the request is a health probe.</summary>
    internal static bool IsHealth(HttpContext http) => http.Request.Path.StartsWithSegments(Health, StringComparison.Ordinal);

    private static void TrustProxies(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        // Several proxies in a row: the headers are followed as long as each address is known, and the first unknown one is the client.
        headers.ForwardLimit = null;

        // Both lists empty would trust every proxy; without a proxy, ForwardedHeaders.None is set below.
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var address in proxies.Addresses)
            headers.KnownProxies.Add(address);
        foreach (var network in proxies.Networks)
            headers.KnownIPNetworks.Add(network);
        headers.ForwardedHeaders = proxies.Known.Length == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }

    // With an https endpoint of its own Kestrel's port is used; behind a proxy it is 443 unless https_port is set.
    private static int? HttpsPortOf(IConfiguration configuration)
    {
        var hasHttpsEndpoint = configuration[WebHostDefaults.ServerUrlsKey]?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true
            || configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Any(e => e["Url"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true);
        return hasHttpsEndpoint ? null : configuration.GetValue("https_port", DefaultPort);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "AllowedHosts is not set: the portal answers under every host name. Set it to its own names, see docs/operation.md")]
    private static partial void LogEveryHost(ILogger logger);
}
