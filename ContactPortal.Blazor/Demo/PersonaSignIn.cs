using System.Net;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Demo;

/// <summary>Signs in as a persona; mapped only in the demonstration, and only for requests from the same machine.</summary>
internal static class PersonaSignIn
{
    // The sign-in page is mapped to the same address.
    private const int OrderBeforePage = -1;

    public static void MapPersonaSignIn(this IEndpointRouteBuilder app) =>
        app.MapPost(PortalUrls.SignIn, SignInAsync).AllowAnonymous().WithOrder(OrderBeforePage);

    private static async Task<IResult> SignInAsync(
        HttpContext http, PersonDirectory directory, RightsFromSignIn rights, SessionRevoker sessions, TimeProvider clock,
        [FromForm(Name = "persona")] string? key, [FromForm(Name = PortalUrls.ReturnKey)] string? back, CancellationToken cancellationToken)
    {
        if (!IsOwnMachine(http) || Personas.Find(key) is not { } persona)
            return Results.LocalRedirect(PortalUrls.SignIn);

        // The agency has no contacts of its own: its staff start in the first municipality.
        var organisation = persona.Organisations[0] == OrganisationCode.Agency ? Municipalities.All[0].Code : persona.Organisations[0];
        if (await directory.ActorAsync(persona.PersonId, organisation, cancellationToken) is not { } actor)
            return Results.LocalRedirect(PortalUrls.SignIn);

        await rights.RecordAsync(actor, persona.HoldsRight, cancellationToken);
        await sessions.RevokeFormerAsync(http);
        await http.SignInAsync(actor, Session.BeginAt(clock.GetUtcNow()));
        return Results.LocalRedirect(ReturnAddress.Local(back));
    }

    // The name too: a page of another site can lead its own name to this machine (DNS rebinding).
    private static bool IsOwnMachine(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && (http.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(http.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
