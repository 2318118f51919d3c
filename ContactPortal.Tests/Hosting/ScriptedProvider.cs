using System.Collections.Concurrent;
using System.Security.Cryptography;
using ContactPortal.Tests.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// An OpenID Connect provider in this process, whose every answer the test determines, including what no real provider would send. For what
/// a correct one sends use <see cref="IdentityProvider"/>.
/// </summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    public const string ClientId = IdentityProvider.ClientId;
    public const string ClientSecret = IdentityProvider.ClientSecret;
    public const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "scripted" };
    private readonly ConcurrentDictionary<string, string> nonces = [];
    private WebApplication server = null!;

    /// <summary>The issuer of its tokens.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>The claims of the next sign-in, beside those of the protocol.</summary>
    public Dictionary<string, object> Claims { get; set; } = [];

    /// <summary>Makes the id_token from its claims; by default signed by this provider.</summary>
    public Func<Dictionary<string, object>, string>? IdToken { get; set; }

    /// <summary>The error with which the next sign-ins are refused; null to sign in.</summary>
    public string? Error { get; set; }

    /// <summary>The client secret that it accepts.</summary>
    public string AcceptedSecret { get; set; } = ClientSecret;

    /// <summary>The id_token that was issued last.</summary>
    public string? IssuedIdToken { get; private set; }

    /// <summary>The id_token_hint of the last sign-out.</summary>
    public string? SignOutHint { get; private set; }

    /// <summary>Set by each sign-out that reaches it.</summary>
    internal Signal SignedOut { get; } = new();

    public static async Task<ScriptedProvider> StartAsync(string url = "http://127.0.0.1:0")
    {
        var provider = new ScriptedProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        provider.server = builder.Build();
        provider.Map();
        await provider.server.StartAsync();
        provider.Issuer = provider.server.Urls.Single();
        return provider;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>A token signed by this provider, or by another key.</summary>
    public string Sign(Dictionary<string, object> claims, RsaSecurityKey? with = null) => new JsonWebTokenHandler
    {
        SetDefaultTimesOnTokenCreation = false,
    }.CreateToken(new SecurityTokenDescriptor
    {
        Claims = claims, SigningCredentials = new(with ?? key, SecurityAlgorithms.RsaSha256),
    });

    /// <summary>The claims of a correct logout_token, without sid and sub.</summary>
    public Dictionary<string, object> LogoutClaims(DateTimeOffset now) => new()
    {
        ["iss"] = Issuer, ["aud"] = ClientId, ["iat"] = now.ToUnixTimeSeconds(), ["jti"] = Guid.NewGuid().ToString(),
        ["events"] = new Dictionary<string, object> { [LogoutEvent] = new Dictionary<string, object>() },
    };

    private void Map()
    {
        server.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Issuer, authorization_endpoint = $"{Issuer}/authorize", token_endpoint = $"{Issuer}/token",
            end_session_endpoint = $"{Issuer}/end", jwks_uri = $"{Issuer}/keys",
        });
        server.MapGet("/keys", () =>
        {
            var parameters = key.Rsa.ExportParameters(false);
            return new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA", use = "sig", kid = key.KeyId, alg = "RS256", n = Base64UrlEncoder.Encode(parameters.Modulus),
                        e = Base64UrlEncoder.Encode(parameters.Exponent),
                    },
                },
            };
        });
        server.MapGet("/authorize", (string redirect_uri, string state, string nonce) =>
        {
            var code = Guid.NewGuid().ToString("N");
            nonces[code] = nonce;
            return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, new Dictionary<string, string?>
            {
                [Error is null ? "code" : "error"] = Error ?? code, ["state"] = state,
            }));
        });
        server.MapPost("/token", async (HttpRequest request) => Redeem(await request.ReadFormAsync()));
        server.MapGet("/end", (string? id_token_hint, string post_logout_redirect_uri, string? state) =>
        {
            SignOutHint = id_token_hint;
            SignedOut.Set();
            return Results.Redirect(QueryHelpers.AddQueryString(post_logout_redirect_uri, "state", state ?? ""));
        });
    }

    private IResult Redeem(IFormCollection form)
    {
        if (form["client_secret"] != AcceptedSecret)
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);

        // The machine's clock: the check of tokens goes by it.
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["nonce"] = nonces[form["code"]!],
        };
        foreach (var (name, value) in Claims)
            claims[name] = value;
        IssuedIdToken = IdToken?.Invoke(claims) ?? Sign(claims);
        return Results.Json(new { id_token = IssuedIdToken, access_token = "x", token_type = "Bearer", expires_in = 3600 });
    }
}
