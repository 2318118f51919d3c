using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Sets up the session cookie and authorization: every endpoint requires a sign-in unless it allows anonymous access.</summary>
internal static class SignInServices
{
    private const string SessionCookieName = "ContactPortal";
    private const string FormCookieName = "ContactPortal.Form";
    private const string PendingCookieName = "ContactPortal.Pending";

    /// <summary>Browsers accept a cookie with this prefix only over https, and only for this host.</summary>
    private const string HostPrefix = "__Host-";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        // A developer's machine serves http, over which browsers reject such a cookie.
        var requireHttps = !builder.Environment.IsDevelopment();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = PortalUrls.SignIn;
            options.AccessDeniedPath = PortalUrls.NotFound;
            options.ReturnUrlParameter = PortalUrls.ReturnKey;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            Secure(options.Cookie, SessionCookieName, requireHttps);
            options.SlidingExpiration = true;
            options.EventsType = typeof(SessionCookieEvents);
        }).AddCookie(PendingSignIn.Scheme, options =>
        {
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            Secure(options.Cookie, PendingCookieName, requireHttps);
            (options.ExpireTimeSpan, options.SlidingExpiration) = (PendingSignIn.Lifetime, false);
        });
        builder.Services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<SessionOptions>>((cookie, session) => cookie.ExpireTimeSpan = session.Value.Idle);
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Path = "/";
            Secure(forms.Cookie, FormCookieName, requireHttps);
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
        builder.AddSessions();
        builder.AddProviderSignIn();
        builder.AddPortalDataProtection();
    }

    private static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SessionOptions>, ValidateSessionOptions>();
        builder.Services.AddSingleton<RevokedSessions>();
        builder.Services.AddSingleton<ProviderSessions>();
        builder.Services.AddSingleton<SignedInSessions>();
        builder.Services.AddSingleton<SessionRecorder>();
        builder.Services.AddSingleton<ProviderSessionService>();
        builder.Services.AddOptions<IssuerOptions>().BindConfiguration(IssuerOptions.Section)
            .Validate(
                trusted => trusted.Issuers.All(
                    i => i.Issuer.Length > 0 && i.Organisations.All(code => OrganisationCode.Parse($"{code}") is not null)),
                $"{IssuerOptions.Section}:{nameof(IssuerOptions.Issuers)} must give each issuer its name, and the codes that it may"
                + " speak for: 101-860 for a municipality, 0 for the agency.")
            .Validate(
                trusted => trusted.Issuers.All(i => i.DirectoryIdClaim.Length == 0 || i.Organisations.Length > 0),
                $"{IssuerOptions.Section}:{nameof(IssuerOptions.Issuers)} must name the {nameof(TrustedIssuer.Organisations)} of an issuer"
                + $" that has a {nameof(TrustedIssuer.DirectoryIdClaim)}: the id is that of their own directory.")
            .ValidateOnStart();
        builder.Services.AddSingleton<SessionActivityStore>();
        builder.Services.AddSingleton<SessionChangeFeed>();
        builder.Services.AddSingleton<SessionRevoker>();
        builder.Services.AddSingleton<SessionValidator>();
        builder.Services.AddSingleton<SessionCookieEvents>();
        builder.Services.AddSingleton<ConnectedPages>();
        builder.Services.AddSingleton<CircuitOwnerStore>();
        builder.Services.AddSingleton<CircuitOwnershipHubFilter>();
        builder.Services.AddHostedService<SessionRevalidationService>();
        builder.Services.AddHostedService<LeftPersonService>();
    }

    private static void Secure(CookieBuilder cookie, string name, bool requireHttps)
    {
        cookie.Name = requireHttps ? HostPrefix + name : name;
        cookie.SecurePolicy = requireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
