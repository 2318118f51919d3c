using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Sets up the session: a cookie, and nothing open without it but what says so.</summary>
internal static class SignInServices
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.LoginPath = Addresses.SignIn;
                options.AccessDeniedPath = Addresses.NotFound;
                options.ReturnUrlParameter = Addresses.ReturnKey;
                options.Cookie.Name = "ContactPortal";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.ExpireTimeSpan = Idle;
                options.SlidingExpiration = true;
            });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<Sessions>();
        builder.AddKeyRing();
    }
}
