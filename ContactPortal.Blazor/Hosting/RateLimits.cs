using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using ContactPortal.Blazor.Scim;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Rate limits for the endpoints that could be attacked by guessing: sign-in, the API and SCIM. Circuits and static files are not limited:
/// a rejected page would lose its user's work.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // With the paths below them: PortalUrls.SignIn has also the form that asks for access, and the request that waits for the answer.
    private static readonly string[] SignInPaths =
    [
        PortalUrls.SignIn, PortalUrls.SignOut, PortalUrls.SwitchOrganisation, PortalUrls.SignInCallback, PortalUrls.SignOutCallback,
        PortalUrls.FrontChannelSignOut,
    ];

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RateLimitOptions>, ValidateRateLimitOptions>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancellationToken) =>
            {
                var response = rejected.HttpContext.Response;
                response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                if (rejected.HttpContext.Request.Path.StartsWithSegments(PortalUrls.Scim, StringComparison.OrdinalIgnoreCase))
                {
                    await ScimResult.Error(response.StatusCode, type: null, ScimException.Both(nameof(ScimTexts.TooManyRequests)))
                        .WriteAsync(rejected.HttpContext);
                    return;
                }

                response.ContentType = "text/plain; charset=utf-8";
                await response.WriteAsync(Layout.LayoutTexts.TooManyRequests, cancellationToken);
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        var limits = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        var path = http.Request.Path;
        if (path.StartsWithSegments(PortalUrls.Api, StringComparison.OrdinalIgnoreCase))
            return LimiterOf("api", limits.Api, http);
        if (path.StartsWithSegments(PortalUrls.Scim, StringComparison.OrdinalIgnoreCase))
            return LimiterOf("scim", limits.Scim, http);
        return SignInPaths.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase))
            ? LimiterOf("sign-in", limits.SignIn, http)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> LimiterOf(string name, int limit, HttpContext http)
    {
        var client = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.Connection.RemoteIpAddress?.ToString();
        return RateLimitPartition.GetFixedWindowLimiter(
            $"{name}:{client}", _ => new() { PermitLimit = limit, Window = Window, QueueLimit = 0 });
    }
}
