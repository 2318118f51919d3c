using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// An OpenID Connect provider in its own process that signs in the configured person without asking. Prints its address as its first line,
/// and exits when its standard input is closed.
/// </summary>
internal sealed class IdentityProviderServer
{
    /// <summary>The argument that starts it.</summary>
    public const string Command = "identity-provider";

    public const string ClientId = "contactportal";
    public const string ClientSecret = "b7Qm2xV9kT4wLr8z";

    /// <summary>Sets who signs in next; without a body the provider refuses.</summary>
    public const string PersonPath = "/control/person";

    /// <summary>The recorded requests; below it <c>signins</c> and <c>signouts</c>.</summary>
    public const string RequestsPath = "/control/requests/";

    public const string SignInsPath = RequestsPath + "signins";
    public const string SignOutsPath = RequestsPath + "signouts";

    private const int EncryptionKeyBytes = 32;
    private const int SigningKeyBits = 2048;

    private readonly ConcurrentQueue<ProviderRequest> signIns = [];
    private readonly ConcurrentQueue<ProviderRequest> signOuts = [];
    private volatile ProviderClaim[]? person;

    /// <summary>Serves over http, or over https with a certificate and its key as PEM files.</summary>
    public static async Task<int> RunAsync(string[] certificate)
    {
        var provider = new IdentityProviderServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(certificate.Length == 0 ? "http" : "https")}://127.0.0.1:0");
        if (certificate is [var file, var key])
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            (builder.Configuration["Kestrel:Certificates:Default:Path"], builder.Configuration["Kestrel:Certificates:Default:KeyPath"]) =
                (file, key);
        }

        builder.Services.AddOpenIddict().AddServer(provider.Set);
        await using var server = builder.Build();
        server.MapPut(PersonPath, (ProviderClaim[]? claims) => { provider.person = claims; });
        server.MapGet(SignInsPath, () => provider.signIns);
        server.MapGet(SignOutsPath, () => provider.signOuts);
        server.MapDelete(RequestsPath, () =>
        {
            provider.signIns.Clear();
            provider.signOuts.Clear();
        });
        await server.StartAsync();
        Console.WriteLine(server.Urls.Single());

        // On a thread of its own: the console reads synchronously, also where it is asked to read asynchronously, and the thread pool has
        // only as many threads as the machine has processors.
        await Task.Factory.StartNew(Console.In.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return 0;
    }

    private void Set(OpenIddictServerBuilder provider)
    {
        provider.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end");
        provider.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();

        // The ephemeral keys of the library have 4096 bits: making two takes seconds of processor time, and half a minute beside other tests.
        provider.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(EncryptionKeyBytes)));
        provider.AddSigningKey(new RsaSecurityKey(RSA.Create(SigningKeyBits)));
        provider.DisableScopeValidation();
        provider.UseAspNetCore().DisableTransportSecurityRequirement();

        // Without a client database: the only client is checked here.
        provider.EnableDegradedMode();
        provider.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.RedirectUri?.EndsWith("/signin-oidc", StringComparison.Ordinal) != true)
                context.Reject(Errors.InvalidClient, "There is no such client.");
            return default;
        }));
        provider.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                context.Reject(Errors.InvalidClient, "The secret is another one.");
            return default;
        }));
        provider.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.Request.ClientId != ClientId)
                context.Reject(Errors.InvalidClient, "There is no such client.");
            return default;
        }));
        provider.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(SignIn));
        provider.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            signOuts.Enqueue(Of(context.Request));
            context.SignOut();
            return default;
        }));
    }

    private ValueTask SignIn(HandleAuthorizationRequestContext context)
    {
        signIns.Enqueue(Of(context.Request));
        if (person is not { } claims)
        {
            context.Reject(Errors.AccessDenied, "Not today.");
            return default;
        }

        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        foreach (var (type, value) in claims)
            identity.AddClaim(new(type, value));
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        context.SignIn(new ClaimsPrincipal(identity).SetScopes(Scopes.OpenId));
        return default;
    }

    private static ProviderRequest Of(OpenIddictRequest request) =>
        new(request.ResponseType, request.CodeChallengeMethod, request.CodeChallenge, request.PostLogoutRedirectUri);
}
