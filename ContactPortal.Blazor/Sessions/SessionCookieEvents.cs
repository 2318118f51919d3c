using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Validates the cookie at each request: rejected if the session is over, renewed after a user action.</summary>
internal sealed class SessionCookieEvents(
    SessionValidator validator, SessionActivityStore activity, SessionChangeFeed sessions) : CookieAuthenticationEvents
{
    /// <summary>The cookie is renewed once it is older than the idle time divided by this.</summary>
    public const int RenewalDivisor = 30;

    // The key of a request's item that says that its session is over.
    private static readonly object Ended = new();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } principal || principal.ToSession() is not { } session || validator.IsTooOld(session))
        {
            End(context);
            return;
        }

        if (activity.IsDue(session))
        {
            if (await validator.GetCurrentActorAsync(principal, context.HttpContext.RequestAborted) is not { } actor)
            {
                End(context);
                return;
            }

            if (actor != principal.ToActor())
            {
                context.ReplacePrincipal(actor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, session));
                context.ShouldRenew = true;
                sessions.Publish(session.Id);
            }
        }

        if (IsUserAction(context.HttpContext))
            activity.RecordActivity(session);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = IsUserAction(context.HttpContext) && context.ElapsedTime * RenewalDivisor > context.Options.ExpireTimeSpan;
        return Task.CompletedTask;
    }

    // Scripts and API clients get 401; a redirect to the sign-in page is of no use to them.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (ApiProblems.IsApi(context.HttpContext))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (context.Request.Path.StartsWithSegments(PortalUrls.Session))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;

            // A response with a length is not replaced by the status code page.
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        if (context.HttpContext.Items.ContainsKey(Ended))
            context.RedirectUri = QueryHelpers.AddQueryString(context.RedirectUri, PortalUrls.EndedKey, "1");
        return base.RedirectToLogin(context);
    }

    // Pages reconnect by themselves.
    private static bool IsUserAction(HttpContext http) =>
        !http.Request.Path.StartsWithSegments(CircuitEndpointMiddleware.Path, StringComparison.OrdinalIgnoreCase);

    // The cookie is not deleted: by the time of the response the browser may have another one, of the organisation that its person
    // has switched to.
    private void End(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.ToSession() is { } session)
            sessions.Publish(session.Id);
        context.HttpContext.Items[Ended] = true;
        context.RejectPrincipal();
    }
}
