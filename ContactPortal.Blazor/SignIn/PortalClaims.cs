using System.Globalization;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.SignIn;

/// <summary>How a signed-in person stands in the cookie: the claims that make an <see cref="Actor"/>, written and read here alone.</summary>
public static class PortalClaims
{
    private const string PersonId = "person";
    private const string Organisation = "organisation";
    private const string SessionId = "session";
    private const string SessionBegan = "began";
    private const string SessionAtProvider = "provider-session";

    /// <summary>Writes the actor into an identity of that sign-in scheme, for that session.</summary>
    public static ClaimsPrincipal ToPrincipal(this Actor actor, string scheme, Session session) => new(new ClaimsIdentity(
        [
            new(PersonId, actor.PersonId.ToString("N")),
            new(ClaimTypes.Name, actor.Name),
            new(Organisation, actor.Organisation.ToString()),
            new(ClaimTypes.Role, actor.Role.ToString()),
            new(SessionId, session.Id),
            new(SessionBegan, session.Began.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            .. session.AtProvider is { } key ? [new(SessionAtProvider, key)] : Array.Empty<Claim>(),
        ],
        scheme));

    /// <summary>Who acts, or null when nobody is signed in or the cookie is not one of ours.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        Guid.TryParseExact(principal.FindFirstValue(PersonId), "N", out var person)
        && principal.FindFirstValue(ClaimTypes.Name) is { } name
        && OrganisationCode.Parse(principal.FindFirstValue(Organisation)) is { } organisation
        && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Actor(person, name, organisation, role)
            : null;

    /// <summary>The session, or null when nobody is signed in.</summary>
    public static Session? ToSession(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionId) is { } id
        && long.TryParse(principal.FindFirstValue(SessionBegan), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new Session(id, DateTimeOffset.FromUnixTimeSeconds(seconds), principal.FindFirstValue(SessionAtProvider))
            : null;
}
