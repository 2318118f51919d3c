using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Handles the provider's response: finds the person, records the rights, and replaces the principal by the portal's own.
/// </summary>
internal sealed partial class ProviderEvents(
    SignInMatcher matcher, AccessRequestService requests, InvitationService invitations, UnknownSignInLog unknown,
    PersonDirectory directory, SignInRights rights, ProviderSessionService providerSessions, SessionRevoker sessions,
    SessionRecorder recorder, ProviderOutage outage, IOptions<SignInOptions> options, IOptions<IssuerOptions> issuers, TimeProvider clock, ILogger<ProviderEvents> logger)
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

            // The token's own claims: those of the principal have been renamed (claim mapping).
            context.HttpContext.Items[ClaimsKey] = new ProviderClaims(
                [.. context.SecurityToken.Claims], context.SecurityToken.Issuer, context.SecurityToken.RawData, options.Value,
                issuers.Value);
            outage.RecordSuccess();
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

    /// <summary>Signs the person in, or redirects to the page that says why not. All checks of the response have passed by now.</summary>
    private async Task TicketReceivedAsync(TicketReceivedContext context)
    {
        var (http, cancellationToken) = (context.HttpContext, context.HttpContext.RequestAborted);
        if (http.Items[ClaimsKey] is not ProviderClaims claims)
            throw new InvalidOperationException("The provider's response has no validated token.");
        var match = context.ReturnUri?.StartsWith(Invitation.BasePath, StringComparison.Ordinal) == true
            ? await AcceptInvitationAsync(context, claims.Identity, cancellationToken)
            : await matcher.MatchAndBindAsync(claims.Identity, cancellationToken);
        if (match is null)
            return;
        if (match is not SignInMatch.Matched person)
        {
            await TurnAwayAsync(context, claims.Identity, match, cancellationToken);
            return;
        }

        if (await ActorAsync(person, cancellationToken) is not { } actor)
        {
            // The person has left since the sign-in was bound.
            LogLeft(logger, person.PersonId, person.Organisation);
            context.Response.Redirect(PortalUrls.SignInFailed);
            context.HandleResponse();
            return;
        }

        await rights.RecordAsync(actor, claims, cancellationToken);
        await PendingSignIn.EndAsync(http);
        await sessions.RevokeFormerAsync(http);

        // From here on only the portal's own session is used.
        var session = Session.BeginAt(clock.GetUtcNow(), isAtProvider: true);
        await providerSessions.BeginAsync(session, claims, cancellationToken);
        await recorder.RecordAsync(http, actor.PersonId, session);
        context.Principal = actor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, session);
        context.Properties = new AuthenticationProperties { RedirectUri = context.ReturnUri };
        LogSignedIn(logger, actor.PersonId, actor.Organisation);
    }

    /// <summary>
    /// Accepts the invitation that the sign-in was started from (P6), and continues at the page where its person begins. Null if it was
    /// not accepted: the response then redirects to the invitation's page, which says why.
    /// </summary>
    private async Task<SignInMatch?> AcceptInvitationAsync(
        TicketReceivedContext context, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var path = context.ReturnUri!;
        var outcome = await invitations.AcceptAsync(path[Invitation.BasePath.Length..], identity, cancellationToken);
        return outcome.Match<SignInMatch?>(
            accepted: accepted =>
            {
                context.ReturnUri = accepted.Match.Organisation == OrganisationCode.Agency ? PortalUrls.Municipalities : PortalUrls.Persons;
                return accepted.Match;
            },
            noInvitation: _ => BackTo(path),
            over: _ => BackTo(path),
            otherOrganisation: other => BackTo($"{path}?{InvitationPage.OtherKey}={other.SignedIn}"),
            question: question => question.Asked,
            refused: refused => new SignInMatch.Refused(refused.Reason));

        SignInMatch? BackTo(string address)
        {
            context.Response.Redirect(address);
            context.HandleResponse();
            return null;
        }
    }

    /// <summary>
    /// Stores the identity for the waiting page, creates the access request of a partial match, and redirects there (P2, P3).
    /// </summary>
    private async Task TurnAwayAsync(
        TicketReceivedContext context, ExternalIdentity identity, SignInMatch match, CancellationToken cancellationToken)
    {
        if (match is SignInMatch.Refused { Reason: var reason })
            LogRefused(logger, reason, options.Value.OrganisationClaim, identity.Cvr);
        else if (match is SignInMatch.Question { Reason: var mismatch })
            LogQuestion(logger, identity.Organisation, mismatch);
        else
            LogUnknown(logger, identity.Organisation);
        if (match is SignInMatch.Question)
            await requests.AskAsync(identity, cancellationToken);
        else
            await unknown.RecordAsync(identity, cancellationToken);
        await sessions.RevokeFormerAsync(context.HttpContext);
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await PendingSignIn.BeginAsync(context.HttpContext, identity);
        context.Response.Redirect($"{PortalUrls.SignInUnknown}?{ReturnAddress.QueryOf(context.ReturnUri)}");
        context.HandleResponse();
    }

    private Task<Actor?> ActorAsync(SignInMatch.Matched person, CancellationToken cancellationToken)
    {
        // The agency has no contacts of its own: its staff start in the first municipality.
        var organisation = person.Organisation == OrganisationCode.Agency ? Municipalities.All[0].Code : person.Organisation;
        return directory.ActorAsync(person.PersonId, organisation, cancellationToken);
    }

    private async Task FailedAsync(RemoteFailureContext context)
    {
        var fault = SignInFault.Of(context.Failure);
        var back = context.Properties?.RedirectUri;
        context.HandleResponse();

        // Back in the browser repeats the response of a sign-in that has succeeded.
        if (fault is { Kind: SignInFaultKind.Refused, HasError: false }
            && (await context.HttpContext.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Succeeded)
        {
            LogRepeated(logger);
            context.Response.Redirect(ReturnAddress.Local(back));
            return;
        }

        // An error in the address may be anybody's: only what the provider answers to the portal itself is an outage.
        var isAnswer = !context.Request.Query.ContainsKey(OpenIdConnectParameterNames.Error);
        if (isAnswer && fault.Kind is SignInFaultKind.Unavailable or SignInFaultKind.ClientRefused)
            outage.Record(fault);
        if (fault.Kind is SignInFaultKind.Cancelled)
            LogCancelled(logger, fault.Text);
        else
            LogFailed(logger, fault.Text);
        context.Response.Redirect(SignInFailedPage.AddressOf(
            fault.Kind is SignInFaultKind.Unavailable or SignInFaultKind.ClientRefused
                ? SignInFailedReason.Unavailable
                : SignInFailedReason.Refused,
            back));
    }

    private void SigningOut(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = options.Value.ClientId;
        context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(OpenIdConnectParameterNames.IdTokenHint);
        if (!string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            return;
        context.Response.Redirect(ReturnAddress.Local(context.Properties.RedirectUri));
        context.HandleResponse();
    }

    [LoggerMessage(LogLevel.Information, "Person {PersonId} signed in for organisation {Organisation}")]
    private static partial void LogSignedIn(ILogger logger, Guid personId, OrganisationCode organisation);

    [LoggerMessage(LogLevel.Warning, "Sign-in refused: the person is not in the directory of organisation {Organisation}")]
    private static partial void LogUnknown(ILogger logger, OrganisationCode? organisation);

    [LoggerMessage(
        LogLevel.Warning,
        "Sign-in refused: it matches a person of organisation {Organisation} only partly ({Mismatch}); administrators are asked")]
    private static partial void LogQuestion(ILogger logger, OrganisationCode? organisation, IdentityMismatch mismatch);

    [LoggerMessage(LogLevel.Warning, "Sign-in refused: {Reason}; the claim {Claim} is \"{Cvr}\"")]
    private static partial void LogRefused(ILogger logger, SignInRefusal reason, string claim, string? cvr);

    [LoggerMessage(LogLevel.Warning, "Sign-in refused: person {PersonId} left organisation {Organisation} during it")]
    private static partial void LogLeft(ILogger logger, Guid personId, OrganisationCode organisation);

    [LoggerMessage(LogLevel.Warning, "Sign-in at the provider failed: {Fault}")]
    private static partial void LogFailed(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "Sign-in at the provider was cancelled: {Fault}")]
    private static partial void LogCancelled(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "The response of a finished sign-in was sent again; the session goes on")]
    private static partial void LogRepeated(ILogger logger);
}
