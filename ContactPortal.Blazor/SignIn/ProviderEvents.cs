using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.SignIn;

/// <summary>What the portal does with the provider's answer: finds the person, notes the rights, and writes a cookie of its own.</summary>
internal sealed partial class ProviderEvents(
    SignInLinks links, UnknownSignInLog unknown, PersonDirectory directory, RightsFromSignIn rights, IOptions<SignInOptions> options, TimeProvider clock,
    ILogger<ProviderEvents> logger)
{
    /// <summary>Adds what the portal does to what is done already.</summary>
    public void Attach(OpenIdConnectEvents events)
    {
        var before = events.OnTokenValidated;
        events.OnTokenValidated = async context =>
        {
            await before(context);
            await TokenValidatedAsync(context);
        };
        events.OnRemoteFailure = FailedAsync;
        var beforeSignOut = events.OnRedirectToIdentityProviderForSignOut;
        events.OnRedirectToIdentityProviderForSignOut = async context =>
        {
            await beforeSignOut(context);
            SigningOut(context);
        };
    }

    private async Task TokenValidatedAsync(TokenValidatedContext context)
    {
        var cancellationToken = context.HttpContext.RequestAborted;

        // The token's own claims: those of the principal bear other names by the time they arrive here.
        var claims = new ProviderClaims([.. context.SecurityToken.Claims], context.SecurityToken.Issuer, options.Value);
        if (await ActorAsync(claims, cancellationToken) is not { } actor)
        {
            LogUnknown(logger, claims.Identity.Organisation);
            await unknown.RecordAsync(claims.Identity, cancellationToken);
            context.Response.Redirect(PortalUrls.SignInUnknown);
            context.HandleResponse();
            return;
        }

        await RecordRightsAsync(actor, claims, cancellationToken);

        // From here on the portal's own session counts; nothing of the provider's token is kept.
        context.Principal = actor.ToPrincipal(
            CookieAuthenticationDefaults.AuthenticationScheme, Session.BeginAt(clock.GetUtcNow(), claims.SessionKey));
        context.Properties = new AuthenticationProperties { RedirectUri = context.Properties?.RedirectUri };
        LogSignedIn(logger, actor.PersonId, actor.Organisation);
    }

    /// <summary>
    /// Notes what the sign-in says of the right in each of the person's municipalities: they may switch to the others within the session,
    /// in which nothing is asked of the provider again (U4).
    /// </summary>
    private async Task RecordRightsAsync(Actor actor, ProviderClaims claims, CancellationToken cancellationToken)
    {
        if (actor.Role is Role.Agency)
            return;
        foreach (var organisation in await directory.OrganisationsOfAsync(actor.PersonId, cancellationToken))
        {
            if ((organisation.Code == actor.Organisation || claims.StatesRightFor(organisation.Code))
                && await directory.ActorAsync(actor.PersonId, organisation.Code, cancellationToken) is { } there)
            {
                await rights.RecordAsync(there, claims.GrantsRightIn(organisation.Code), cancellationToken);
            }
        }
    }

    private async Task<Actor?> ActorAsync(ProviderClaims claims, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(claims.Identity, cancellationToken) is not { } person)
            return null;

        // The agency has no contacts of its own: its people begin with the first municipality.
        var organisation = person.Organisation == OrganisationCode.Agency ? Municipalities.All[0].Code : person.Organisation;
        return await directory.ActorAsync(person.PersonId, organisation, cancellationToken);
    }

    private Task FailedAsync(RemoteFailureContext context)
    {
        LogFailed(logger, context.Failure?.GetType().Name);
        context.Response.Redirect(PortalUrls.SignInFailed);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private void SigningOut(RedirectContext context)
    {
        // Instead of the token that the provider gave out, which the portal does not keep.
        context.ProtocolMessage.ClientId = options.Value.ClientId;
        if (!string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            return;
        context.Response.Redirect(ReturnAddress.Local(context.Properties.RedirectUri));
        context.HandleResponse();
    }

    [LoggerMessage(LogLevel.Information, "Person {PersonId} signed in for organisation {Organisation}")]
    private static partial void LogSignedIn(ILogger logger, Guid personId, OrganisationCode organisation);

    [LoggerMessage(LogLevel.Warning, "Somebody signed in at the provider whom the directory does not know, for organisation {Organisation}")]
    private static partial void LogUnknown(ILogger logger, OrganisationCode? organisation);

    [LoggerMessage(LogLevel.Warning, "A sign-in at the provider came to nothing: {Fault}")]
    private static partial void LogFailed(ILogger logger, string? fault);
}
