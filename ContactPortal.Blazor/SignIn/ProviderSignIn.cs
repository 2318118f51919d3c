using ContactPortal.Blazor.Sessions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Sets up OpenID Connect sign-in at the identity provider, if one is configured (O2).</summary>
internal static class ProviderSignIn
{
    /// <summary>The query key that makes the provider prompt for a sign-in, so that another person can sign in.</summary>
    public const string AnotherKey = "anden";

    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;
    private const string PromptLogin = "login";

    /// <summary>The origin (scheme, host and port) of the provider's pages; null without a provider.</summary>
    public static string? ProviderOrigin(this IConfiguration configuration) => Options(configuration).Origin;

    public static void AddProviderSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SignInOptions>, ValidateSignInOptions>();
        if (!Options(builder.Configuration).IsSet)
            return;

        builder.Services.AddSingleton<ProviderEvents>();
        builder.Services.AddAuthentication()
            .AddMicrosoftIdentityWebApp(
                identity =>
                {
                    builder.Configuration.GetSection(SignInOptions.Section).Bind(identity);
                    identity.Instance ??= Options(builder.Configuration).Instance;
                },
                openIdConnectScheme: Scheme,
                cookieScheme: null);
        builder.Services.AddOptions<OpenIdConnectOptions>(Scheme)
            .Configure<IOptions<SignInOptions>, ProviderEvents, IHostEnvironment>((oidc, signIn, events, environment) =>
            {
                Protocol(oidc, environment);
                if (!signIn.Value.IsEntra)
                    Provider(oidc, signIn.Value);
                foreach (var scope in signIn.Value.Scopes)
                    oidc.Scope.Add(scope);
                events.Attach(oidc.Events);
            });
    }

    public static void MapProviderSignIn(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<SignInOptions>>().Value.IsSet)
            return;

        app.MapGet(PortalUrls.SignInStart, (HttpContext http) => Results.Challenge(
            new OpenIdConnectChallengeProperties
            {
                RedirectUri = ReturnAddress.Local(http.Request.Query[PortalUrls.ReturnKey]),
                Prompt = http.Request.Query.ContainsKey(AnotherKey) ? PromptLogin : null,
            },
            [Scheme])).AllowAnonymous();

        // Front-channel logout: requested from a frame of the provider's page, without our cookie, so the session is found by iss and sid.
        app.MapGet(PortalUrls.FrontChannelSignOut, async (string? iss, string? sid, SessionRevoker revoker) =>
        {
            if (iss is { Length: > 0 } && sid is { Length: > 0 })
                await revoker.RevokeAsync(Session.KeyAtProvider(iss, sid));
            return Results.NoContent();
        }).AllowAnonymous();
    }

    /// <summary>Signs out at the provider too, and then redirects address the address.</summary>
    public static IResult SignOut(string address) => Results.SignOut(new() { RedirectUri = address }, [Scheme]);

    private static SignInOptions Options(IConfiguration configuration) =>
        configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new();

    private static void Protocol(OpenIdConnectOptions oidc, IHostEnvironment environment)
    {
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.UsePkce = true;

        // By query: form_post would need the correlation and nonce cookies address be sent with a cross-site POST (SameSite=None).
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }

        oidc.CallbackPath = PortalUrls.SignInCallback;
        oidc.SignedOutCallbackPath = PortalUrls.SignOutCallback;
        oidc.RemoteSignOutPath = default;
        oidc.SignedOutRedirectUri = PortalUrls.SignIn;
        oidc.RequireHttpsMetadata = !environment.IsDevelopment();
        oidc.SaveTokens = false;
    }

    // Replaces Microsoft.Identity.Web's validation, which accepts only issuers of Entra ID.
    private static void Provider(OpenIdConnectOptions oidc, SignInOptions signIn)
    {
        oidc.Authority = signIn.Authority;
        oidc.TokenValidationParameters = new TokenValidationParameters { ValidAudience = signIn.ClientId };
    }
}
