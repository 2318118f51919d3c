using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// The requests that change the session: sign-out, another organisation, another language, and the end that session.js sends. Each requires
/// an antiforgery token. The request that keeps a session alive needs none: it changes nothing else, and browsers do not send the cookie
/// with a POST from another site.
/// </summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan LanguageCookieAge = TimeSpan.FromDays(365);

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        app.MapPost(PortalUrls.SignOut, SignOutAsync).AllowAnonymous();
        app.MapPost(PortalUrls.SwitchOrganisation, SwitchOrganisationAsync);
        app.MapPost(PortalUrls.SwitchLanguage, SwitchLanguage).AllowAnonymous();
        app.MapPost(PortalUrls.KeepAlive, () => Results.NoContent());
        app.MapPost(PortalUrls.EndSession, async (HttpContext http, SessionRevoker revoker) =>
        {
            await revoker.RevokeAsync(http);
            return Results.NoContent();
        }).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    /// <summary>Signs the actor in: records the session, and writes its cookie.</summary>
    public static async Task SignInAsync(this HttpContext http, Actor actor, Session session)
    {
        await http.RequestServices.GetRequiredService<SessionRecorder>().RecordAsync(http, actor.PersonId, session);
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            actor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, session));
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext http, SessionRevoker revoker, ProviderSessionService providerSessions,
        [FromForm(Name = PortalUrls.ReturnKey)] string? back)
    {
        var to = back is null ? PortalUrls.SignIn : ReturnAddress.Local(back);
        var session = http.User.ToSession();
        if (session is not { IsAtProvider: true })
        {
            await revoker.RevokeAsync(http);
            return Results.LocalRedirect(to);
        }

        // Before the session ends: its token ends with it.
        var idToken = await providerSessions.FindIdTokenAsync(session, CancellationToken.None);
        await revoker.RevokeAsync(http);
        return await ProviderEndpoints.SignOutAsync(http, to, idToken);
    }

    private static async Task<IResult> SwitchOrganisationAsync(
        HttpContext http, SessionRevoker revoker, ProviderSessionService providerSessions, PersonDirectory directory,
        [FromForm] string? organisation, [FromForm(Name = PortalUrls.ReturnKey)] string? back, CancellationToken cancellationToken)
    {
        if (http.User.ToActor() is not { } actor
            || http.User.ToSession() is not { } session
            || OrganisationCode.Parse(organisation) is not { } code
            || await directory.ActorAsync(actor.PersonId, code, cancellationToken) is not { } switched)
        {
            return Results.LocalRedirect(PortalUrls.NotFound);
        }

        var continued = session.Continue();
        await providerSessions.ContinueAsync(session, continued, cancellationToken);
        await http.SignInAsync(switched, continued);

        // The session of the organisation before ends, whatever becomes of the person there; after the response, since its pages reload
        // and need the new cookie.
        http.Response.OnCompleted(() => revoker.RevokeAsync(session.Id));
        return Results.LocalRedirect(ReturnAddress.Local(back));
    }

    private static IResult SwitchLanguage(
        HttpContext http, [FromForm(Name = "sprog")] string? language, [FromForm(Name = PortalUrls.ReturnKey)] string? back)
    {
        if (Languages.All.FirstOrDefault(l => l.Name == language) is { } chosen)
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new()
                {
                    MaxAge = LanguageCookieAge, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true,
                    Secure = http.Request.IsHttps,
                });
        }

        return Results.LocalRedirect(ReturnAddress.Local(back));
    }
}
