using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ContactPortal.Tests.Hosting;

/// <summary>An OpenID Connect provider on a port of its own, where whoever is set to sign in does so at once.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    public const string ClientId = "contactportal";
    public const string ClientSecret = "b7Qm2xV9kT4wLr8z";

    private WebApplication server = null!;

    /// <summary>The provider's address, as it names itself in its tokens.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>Who signs in next: the claims of the token; null when the provider refuses.</summary>
    public (string Claim, string Value)[]? Person { get; set; }

    /// <summary>The requests to sign in that have come.</summary>
    public List<OpenIddictRequest> SignIns { get; } = [];

    /// <summary>The requests to sign out that have come.</summary>
    public List<OpenIddictRequest> SignOuts { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(Set);
        server = builder.Build();
        await server.StartAsync(TestContext.Current.CancellationToken);
        Issuer = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private void Set(OpenIddictServerBuilder provider)
    {
        provider.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end");
        provider.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        provider.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        provider.DisableScopeValidation();
        provider.UseAspNetCore().DisableTransportSecurityRequirement();

        // Without a database of clients: the one client is checked here.
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
            SignOuts.Add(context.Request);
            context.SignOut();
            return default;
        }));
    }

    private ValueTask SignIn(HandleAuthorizationRequestContext context)
    {
        SignIns.Add(context.Request);
        if (Person is null)
        {
            context.Reject(Errors.AccessDenied, "Not today.");
            return default;
        }

        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        foreach (var (claim, value) in Person)
            identity.AddClaim(new(claim, value));
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        context.SignIn(new ClaimsPrincipal(identity).SetScopes(Scopes.OpenId));
        return default;
    }
}
