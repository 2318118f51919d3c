using System.Security.Claims;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.SignIn;

/// <summary>The forms that change the session: sign out, another organisation, another language. Each asks for the page's own token.</summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan LanguageKept = TimeSpan.FromDays(365);

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        app.MapPost(Addresses.SignOut, SignOutAsync).AllowAnonymous();
        app.MapPost(Addresses.SwitchOrganisation, SwitchOrganisationAsync);
        app.MapPost(Addresses.SwitchLanguage, SwitchLanguage).AllowAnonymous();
    }

    /// <summary>Signs the actor in with a cookie of a session of its own, or of the one that goes on.</summary>
    public static Task SignInAsync(this HttpContext http, Actor actor, string? session = null) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        actor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, session ?? Guid.NewGuid().ToString("N")));

    private static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions, [FromForm(Name = Addresses.ReturnKey)] string? back)
    {
        var session = http.User.FindFirstValue(PortalClaims.Session);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (session is not null)
            sessions.Change(session);
        return Results.LocalRedirect(back is null ? Addresses.SignIn : ReturnAddress.Local(back));
    }

    private static async Task<IResult> SwitchOrganisationAsync(
        HttpContext http, Sessions sessions, PersonDirectory directory, [FromForm] string? organisation,
        [FromForm(Name = Addresses.ReturnKey)] string? back, CancellationToken stop)
    {
        if (http.User.ToActor() is not { } actor
            || OrganisationCode.Parse(organisation) is not { } code
            || await directory.ActorAsync(actor.PersonId, code, stop) is not { } switched)
        {
            return Results.LocalRedirect(Addresses.NotFound);
        }

        var session = http.User.FindFirstValue(PortalClaims.Session);
        await http.SignInAsync(switched, session);
        if (session is not null)
            sessions.Change(session);
        return Results.LocalRedirect(ReturnAddress.Local(back));
    }

    private static IResult SwitchLanguage(
        HttpContext http, [FromForm(Name = "sprog")] string? language, [FromForm(Name = Addresses.ReturnKey)] string? back)
    {
        if (Domain.Languages.All.FirstOrDefault(l => l.Name == language) is { } chosen)
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new() { MaxAge = LanguageKept, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        }

        return Results.LocalRedirect(ReturnAddress.Local(back));
    }
}
