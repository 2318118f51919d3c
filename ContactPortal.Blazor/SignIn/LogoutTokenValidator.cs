using System.Text.Json;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Validates the logout_token of a back-channel sign-out (OpenID Connect Back-Channel Logout 1.0, section 2.6). Whether it was used before
/// is seen when the sessions are ended.
/// </summary>
internal sealed class LogoutTokenValidator(IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider clock)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How old a token may be: far less than it is remembered, so that a used one is never accepted again.</summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The sign-out that the token demands, or why it is refused.</summary>
    public async Task<(ProviderSignOut? SignOut, string? Error)> ValidateAsync(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return (null, "logout_token is missing");
        var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var parameters = oidc.TokenValidationParameters.Clone();
        (parameters.RequireSignedTokens, parameters.RequireExpirationTime, parameters.ValidateLifetime) = (true, false, false);
        parameters.ConfigurationManager = oidc.ConfigurationManager as BaseConfigurationManager;
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, parameters);
        if (!result.IsValid)
            return (null, $"signature, issuer or audience are not valid ({result.Exception?.GetType().Name})");
        var token = (JsonWebToken)result.SecurityToken;
        return ErrorOf(token) is { } error
            ? (null, error)
            : (new() { Issuer = token.Issuer, Sid = Text(token, "sid"), Subject = Text(token, "sub"), TokenId = token.Id }, null);
    }

    private string? ErrorOf(JsonWebToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return !token.TryGetPayloadValue<long>("iat", out _) ? "iat is missing"
            : token.IssuedAt > now + ClockSkew || token.IssuedAt < now - LongestAge ? "iat is not of the last minutes"
            : token.TryGetPayloadValue<long>("exp", out _) && token.ValidTo < now - ClockSkew ? "exp has passed"
            : string.IsNullOrEmpty(token.Id) ? "jti is missing"
            : token.TryGetPayloadValue<object>("nonce", out _) ? "nonce is not allowed"
            : Text(token, "sid") is null && Text(token, "sub") is null ? "sid and sub are missing"
            : !IsLogout(token) ? "events does not name a sign-out"
            : null;
    }

    private static bool IsLogout(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events)
        && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(Event, out var logout)
        && logout.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var text) && text.Length > 0 ? text : null;
}
