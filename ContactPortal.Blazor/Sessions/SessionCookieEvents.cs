using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ContactPortal.Blazor.Sessions;

/// <summary>What happens to the cookie at each request: refused when the session is over, renewed when a person did something.</summary>
internal sealed class SessionCookieEvents(SessionValidator judge, SessionActivityStore moments, SessionChangeFeed sessions) : CookieAuthenticationEvents
{
    /// <summary>The cookie is renewed this part of the idle time after it was written, at the earliest.</summary>
    public const int RenewalDivisor = 30;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } principal || principal.ToSession() is not { } session || judge.IsTooOld(session))
        {
            await EndAsync(context);
            return;
        }

        if (moments.IsDue(session))
        {
            if (await judge.GetCurrentActorAsync(principal, context.HttpContext.RequestAborted) is not { } actor)
            {
                await EndAsync(context);
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
            moments.RecordActivity(session);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = IsUserAction(context.HttpContext) && context.ElapsedTime * RenewalDivisor > context.Options.ExpireTimeSpan;
        return Task.CompletedTask;
    }

    // Whoever calls without a page has no use for the sign-in page as an answer.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments(PortalUrls.Session) || context.Request.Path.StartsWithSegments(PortalUrls.Api))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;

            // An answer of its own, and not the page for what was not found.
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    // A page that connects anew by itself is nobody's act.
    private static bool IsUserAction(HttpContext http) => !http.Request.Path.StartsWithSegments(CircuitEndpointMiddleware.Path, StringComparison.OrdinalIgnoreCase);

    private async Task EndAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.ToSession() is { } session)
            sessions.Publish(session.Id);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
