using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Says in the log which proxy is missing in Proxy:Known: its requests look like http, and would be redirected to https for ever.
/// </summary>
internal static partial class UnknownProxies
{
    /// <summary>The most addresses that are logged: anybody can send the header.</summary>
    private const int MostAddresses = 10;

    /// <summary>Call after the forwarded headers of known proxies were applied, which removes what was used of them.</summary>
    public static void UseUnknownProxies(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnknownProxies));
        var logged = new ConcurrentDictionary<IPAddress, bool>();
        app.Use((http, next) =>
        {
            if (!http.Request.IsHttps
                && http.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName)
                && http.Connection.RemoteIpAddress is { } address
                && logged.Count < MostAddresses
                && logged.TryAdd(address, true))
            {
                LogUnknown(logger, address);
            }

            return next(http);
        });
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A request over http came from {Address} with the header X-Forwarded-Proto, which is ignored: Proxy:Known does not list that "
        + "address. If it is a proxy of this portal, add it; pages are redirected to https without end until then")]
    private static partial void LogUnknown(ILogger logger, IPAddress address);
}
