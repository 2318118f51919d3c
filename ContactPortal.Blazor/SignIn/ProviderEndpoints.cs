using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ContactPortal.Blazor.SignIn;

/// <summary>The endpoints towards the identity provider: the start of a sign-in, and sign-outs that begin there (O2).</summary>
internal static partial class ProviderEndpoints
{
    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;
    private const string PromptLogin = "login";

    public static void MapProviderSignIn(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<SignInOptions>>().Value.IsSet)
            return;
        app.MapGet(PortalUrls.SignInStart, StartAsync).AllowAnonymous();
        app.MapGet(PortalUrls.ProviderSignOut, FrontChannelAsync).AllowAnonymous();
        app.MapPost(PortalUrls.ProviderSignOut, BackChannelAsync).AllowAnonymous();
    }

    /// <summary>
    /// Signs out at the provider too, if it answers, and then leads to the address. The session here has been ended before; its id_token
    /// tells the provider which sign-in ends.
    /// </summary>
    public static async Task<IResult> SignOutAsync(HttpContext http, string address, string? idToken)
    {
        var properties = new AuthenticationProperties { RedirectUri = address };
        properties.SetParameter(OpenIdConnectParameterNames.IdTokenHint, idToken);
        try
        {
            await http.SignOutAsync(Scheme, properties);
            return Results.Empty;
        }
        catch (Exception exception) when (IsUnavailable(http, exception))
        {
            return Results.LocalRedirect(SignInFailedPage.AddressOf(SignInFailedReason.SignOut, address));
        }
    }

    private static async Task<IResult> StartAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        var back = ReturnAddress.Local(http.Request.Query[PortalUrls.ReturnKey]);
        UnfinishedSignIns.Bound(http, options.Get(Scheme));
        try
        {
            await http.ChallengeAsync(Scheme, new OpenIdConnectChallengeProperties
            {
                RedirectUri = back,
                Prompt = http.Request.Query.ContainsKey(ProviderSignIn.AnotherKey) ? PromptLogin : null,
            });
            return Results.Empty;
        }
        catch (Exception exception) when (IsUnavailable(http, exception))
        {
            return Results.LocalRedirect(SignInFailedPage.AddressOf(SignInFailedReason.Unavailable, back));
        }
    }

    // The provider's configuration could not be read.
    private static bool IsUnavailable(HttpContext http, Exception exception)
    {
        var fault = SignInFault.Of(exception);
        if (fault.Kind is not SignInFaultKind.Unavailable || http.RequestAborted.IsCancellationRequested || http.Response.HasStarted)
            return false;
        http.RequestServices.GetRequiredService<ProviderOutage>().Record(fault);
        return true;
    }

    // Requested from a frame of the provider's page, without our cookie: the session is found by sid, and by iss where it is sent.
    private static async Task<IResult> FrontChannelAsync(string? iss, string? sid, ProviderSessionService sessions)
    {
        if (sid is { Length: > 0 })
            await sessions.EndAsync(new() { Issuer = iss is { Length: > 0 } ? iss : null, Sid = sid });
        return Results.NoContent();
    }

    /// <summary>OpenID Connect Back-Channel Logout 1.0: posted by the provider itself, without cookies.</summary>
    private static async Task<IResult> BackChannelAsync(
        HttpContext http, LogoutTokenValidator validator, ProviderSessionService sessions, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger(typeof(ProviderEndpoints));
        http.Response.Headers.CacheControl = "no-store";
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        var (signOut, error) = await validator.ValidateAsync(form?["logout_token"]);
        var ended = signOut is null ? null : await sessions.EndAsync(signOut);
        if (ended is null)
            error ??= "the token was used before";
        if (error is not null)
        {
            LogRefused(logger, error);
            return Results.Json(new { error = "invalid_request", error_description = error }, statusCode: StatusCodes.Status400BadRequest);
        }

        LogEnded(logger, ended);
        return Results.Ok();
    }

    [LoggerMessage(LogLevel.Information, "The provider ended {Sessions} sessions over the back channel")]
    private static partial void LogEnded(ILogger logger, int? sessions);

    [LoggerMessage(LogLevel.Warning, "A sign-out over the back channel was refused: {Error}")]
    private static partial void LogRefused(ILogger logger, string error);
}
