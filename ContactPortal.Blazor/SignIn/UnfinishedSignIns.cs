using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Bounds the cookies of sign-ins that were begun and not finished, as by somebody who goes back again and again: proxies refuse requests
/// with too many.
/// </summary>
internal static class UnfinishedSignIns
{
    /// <summary>The most sign-ins of one browser that can be under way at once, as in several tabs.</summary>
    public const int Most = 5;

    /// <summary>Removes those begun before, if another one would be too many. To be called before a sign-in begins.</summary>
    public static void Bound(HttpContext http, OpenIdConnectOptions oidc)
    {
        foreach (var builder in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            var names = http.Request.Cookies.Keys.Where(name => name.StartsWith(builder.Name!, StringComparison.Ordinal)).ToList();
            if (names.Count < Most)
                continue;
            foreach (var name in names)
                http.Response.Cookies.Delete(name, builder.Build(http));
        }
    }
}
