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

    /// <summary>How long the provider may take to answer the portal: somebody waits for the page.</summary>
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The origin (scheme, host and port) of the provider's pages; null without a provider.</summary>
    public static string? ProviderOrigin(this IConfiguration configuration) => Options(configuration).Origin;

    public static void AddProviderSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SignInOptions>, ValidateSignInOptions>();
        if (!Options(builder.Configuration).IsSet)
            return;

        builder.Services.AddSingleton<ProviderEvents>();
        builder.Services.AddSingleton<ProviderOutage>();
        builder.Services.AddSingleton<SignInRights>();
        builder.Services.AddSingleton<LogoutTokenValidator>();
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

    private static SignInOptions Options(IConfiguration configuration) =>
        configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new();

    private static void Protocol(OpenIdConnectOptions oidc, IHostEnvironment environment)
    {
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.UsePkce = true;

        // By query: form_post would need the correlation and nonce cookies to be sent with a cross-site POST (SameSite=None).
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;

            // Not the callback's path alone: the start of the next sign-in has to see them, to bound their number.
            cookie.Path = "/";
            cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }

        oidc.CallbackPath = PortalUrls.SignInCallback;
        oidc.SignedOutCallbackPath = PortalUrls.SignOutCallback;
        oidc.RemoteSignOutPath = default;
        oidc.SignedOutRedirectUri = PortalUrls.SignIn;
        oidc.RequireHttpsMetadata = !environment.IsDevelopment();
        oidc.SaveTokens = false;
        oidc.BackchannelTimeout = ProviderTimeout;
        oidc.TokenHandler = new SignedTokenHandler { MapInboundClaims = oidc.MapInboundClaims };
    }

    // Replaces Microsoft.Identity.Web's validation, which accepts only issuers of Entra ID.
    private static void Provider(OpenIdConnectOptions oidc, SignInOptions signIn)
    {
        oidc.Authority = signIn.Authority;
        oidc.TokenValidationParameters = new TokenValidationParameters { ValidAudience = signIn.ClientId };
    }
}
