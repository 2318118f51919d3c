using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ContactPortal.Blazor.Api;
using ContactPortal.Blazor.Scim;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Rate limits for the endpoints that could be attacked by guessing: sign-in, the API and SCIM. They count by person or API client once
/// known, and by address otherwise. Sign-outs are not limited: nobody may be kept from ending a session; nor are circuits and static files,
/// since a rejected page would lose its user's work.
/// </summary>
internal static class RateLimits
{
    /// <summary>The part of an IPv6 address that one customer has: the rest can be chosen at will.</summary>
    private const int PrefixBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // With the paths below them: PortalUrls.SignIn has also the form that asks for access, and the request that waits for the answer.
    private static readonly string[] SignInPaths = [PortalUrls.SignIn, PortalUrls.SwitchOrganisation, PortalUrls.SignInCallback];

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RateLimitOptions>, ValidateRateLimitOptions>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancellationToken) =>
            {
                var http = rejected.HttpContext;
                http.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                if (http.Request.Path.StartsWithSegments(PortalUrls.Scim, StringComparison.OrdinalIgnoreCase))
                {
                    await ScimResult
                        .Error(http.Response.StatusCode, type: null, ScimException.Both(nameof(ScimTexts.TooManyRequests)))
                        .WriteAsync(http);
                    return;
                }

                if (ApiProblems.IsApi(http))
                {
                    await ApiServices.Problem(nameof(ApiTexts.TooManyRequests), StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
                    return;
                }

                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync(Layout.LayoutTexts.TooManyRequests, cancellationToken);
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        });
    }

    /// <summary>
    /// Limits the requests; call after authentication. The token of the API is validated here, so that requests without a valid one are
    /// counted by their address, and never use up what a client may send.
    /// </summary>
    public static void UseRateLimits(this WebApplication app)
    {
        app.UseWhen(
            http => ApiProblems.IsApi(http) && http.Request.Headers.Authorization.Count > 0,
            api => api.Use(async (http, next) =>
            {
                if ((await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme)).Principal is { } client)
                    http.Items[typeof(ApiClient)] = ApiClient.KeyOf(client);
                await next(http);
            }));
        app.UseRateLimiter();
    }

    /// <summary>The client of an address: the address itself, or the /64 network of an IPv6 address.</summary>
    internal static string ClientOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        var limits = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        var path = http.Request.Path;
        if (ApiProblems.IsApi(http))
            return LimiterOf("api", limits.Api, http, http.Items[typeof(ApiClient)] as string);
        if (path.StartsWithSegments(PortalUrls.Scim, StringComparison.OrdinalIgnoreCase))
            return LimiterOf("scim", limits.Scim, http, known: null);
        return SignInPaths.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase))
            ? LimiterOf("sign-in", limits.SignIn, http, http.User.ToActor()?.PersonId.ToString())
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> LimiterOf(string name, int limit, HttpContext http, string? known)
    {
        var client = known is null ? $"address:{ClientOf(http.Connection.RemoteIpAddress)}" : $"known:{known}";
        return RateLimitPartition.GetFixedWindowLimiter(
            $"{name}:{client}", _ => new() { PermitLimit = limit, Window = Window, QueueLimit = 0 });
    }
}
