using System.Net.Mime;
using ContactPortal.Blazor.Circuits;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>How requests reach the portal: through which proxies, over https, and how large.</summary>
internal static class HttpPipeline
{
    /// <summary>The largest request in bytes; forms are far below it, and an endpoint that takes more says so itself.</summary>
    private const int MaxRequestSize = 128 * 1024;
    private const int DefaultPort = 443;
    private const string Health = "/health";
    private static readonly TimeSpan HstsMaxAge = TimeSpan.FromDays(365);

    /// <summary>How long a process that is to end waits for what is under way; a command takes milliseconds, and open pages go to another process.</summary>
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
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxies) => TrustProxies(headers, proxies.Value));
        builder.Services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (HstsMaxAge, true));
        builder.Services.AddOptions<HttpsRedirectionOptions>()
            .Configure<IConfiguration>((redirection, configuration) => redirection.HttpsPort ??= PortOf(configuration));
        builder.Services.AddResponseCompression(compression =>
        {
            // Pages, and the theme: files lie there compressed, and live pages' messages are compressed by their own connection.
            compression.EnableForHttps = true;
            compression.MimeTypes = [MediaTypeNames.Text.Html, MediaTypeNames.Text.Css];
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.AddRateLimits();
    }

    /// <summary>Stands before everything else, so that whatever follows sees who really asked, and how.</summary>
    public static void UseHttpPipeline(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();

            // Whoever watches the portal's health asks the process itself, which may know no certificate.
            app.UseWhen(http => !http.Request.Path.StartsWithSegments(Health, StringComparison.Ordinal), https => https.UseHttpsRedirection());
        }

        app.UseCircuitEndpointMiddleware();
    }

    private static void TrustProxies(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        // Both lists empty would mean: believe everybody.
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

    // With a certificate of its own, Kestrel knows the port; behind a proxy only the proxy does, and it is the usual one.
    private static int? PortOf(IConfiguration configuration)
    {
        var hasOwn = configuration[WebHostDefaults.ServerUrlsKey]?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true
            || configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Any(e => e["Url"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true);
        return hasOwn ? null : configuration.GetValue("https_port", DefaultPort);
    }
}
