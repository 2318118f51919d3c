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

/// <summary>
/// Handles the provider's response: finds the person, records the rights, and replaces the principal by the portal's own.
/// </summary>
internal sealed partial class ProviderEvents(
    SignInMatcher matcher, UnknownSignInLog unknown, PersonDirectory directory, RightsFromSignIn rights, IOptions<SignInOptions> options, TimeProvider clock,
    ILogger<ProviderEvents> logger)
{
    /// <summary>The key in the request's items of the token's own claims, until all checks of the response have passed.</summary>
    private static readonly object ClaimsKey = new();

    /// <summary>Adds the handlers; those already set run first, except for a remote failure.</summary>
    public void Attach(OpenIdConnectEvents events)
    {
        var before = events.OnTokenValidated;
        events.OnTokenValidated = async context =>
        {
            await before(context);

            // The token's own claims: those of the principal bear other names by the time they arrive here.
            context.HttpContext.Items[ClaimsKey] = new ProviderClaims(
                [.. context.SecurityToken.Claims], context.SecurityToken.Issuer, options.Value);
        };
        var beforeTicket = events.OnTicketReceived;
        events.OnTicketReceived = async context =>
        {
            await beforeTicket(context);
            await TicketReceivedAsync(context);
        };
        events.OnRemoteFailure = FailedAsync;
        var beforeSignOut = events.OnRedirectToIdentityProviderForSignOut;
        events.OnRedirectToIdentityProviderForSignOut = async context =>
        {
            await beforeSignOut(context);
            SigningOut(context);
        };
    }

    /// <summary>Only now have all checks of the answer passed, those that come after the token's too: nothing is written before.</summary>
    private async Task TicketReceivedAsync(TicketReceivedContext context)
    {
        var cancellationToken = context.HttpContext.RequestAborted;
        if (context.HttpContext.Items[ClaimsKey] is not ProviderClaims claims)
            throw new InvalidOperationException("A sign-in came without a token.");
        if (await ActorAsync(claims, cancellationToken) is not { } actor)
        {
            LogUnknown(logger, claims.Identity.Organisation);
            await unknown.RecordAsync(claims.Identity, cancellationToken);
            context.Response.Redirect(PortalUrls.SignInUnknown);
            context.HandleResponse();
            return;
        }

        await RecordRightsAsync(actor, claims, cancellationToken);

        // From here on only the portal's own session is used; the provider's token is not stored.
        context.Principal = actor.ToPrincipal(
            CookieAuthenticationDefaults.AuthenticationScheme, Session.BeginAt(clock.GetUtcNow(), claims.SessionKey));
        context.Properties = new AuthenticationProperties { RedirectUri = context.Properties?.RedirectUri };
        LogSignedIn(logger, actor.PersonId, actor.Organisation);
    }

    /// <summary>
    /// Records what the token says about the right in each of the person's municipalities: the person may switch to another within the
    /// session, without a new sign-in at the provider (U4).
    /// </summary>
    private async Task RecordRightsAsync(Actor actor, ProviderClaims claims, CancellationToken cancellationToken)
    {
        if (actor.Role is Role.Agency)
            return;
        foreach (var organisation in await directory.OrganisationsOfAsync(actor.PersonId, cancellationToken))
        {
            if ((organisation.Code == actor.Organisation || claims.StatesRightFor(organisation.Code))
                && await directory.ActorAsync(actor.PersonId, organisation.Code, cancellationToken) is { } actorThere)
            {
                await rights.RecordAsync(actorThere, claims.GrantsRightIn(organisation.Code), cancellationToken);
            }
        }
    }

    private async Task<Actor?> ActorAsync(ProviderClaims claims, CancellationToken cancellationToken)
    {
        if (await matcher.MatchAsync(claims.Identity, cancellationToken) is not SignInMatch.Matched person
            || !await matcher.BindAsync(claims.Identity, person, cancellationToken))
        {
            return null;
        }

        // The agency has no contacts of its own: its staff start in the first municipality.
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
        // Identifies the portal to the provider in place of an id_token_hint: the token is not stored.
        context.ProtocolMessage.ClientId = options.Value.ClientId;
        if (!string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            return;
        context.Response.Redirect(ReturnAddress.Local(context.Properties.RedirectUri));
        context.HandleResponse();
    }

    [LoggerMessage(LogLevel.Information, "Person {PersonId} signed in for organisation {Organisation}")]
    private static partial void LogSignedIn(ILogger logger, Guid personId, OrganisationCode organisation);

    [LoggerMessage(LogLevel.Warning, "Sign-in refused: the person is not in the directory of organisation {Organisation}")]
    private static partial void LogUnknown(ILogger logger, OrganisationCode? organisation);

    [LoggerMessage(LogLevel.Warning, "Sign-in at the provider failed: {Fault}")]
    private static partial void LogFailed(ILogger logger, string? fault);
}
