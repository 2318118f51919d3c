using System.Globalization;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Converts an <see cref="Actor"/> and its session to the claims of the cookie and back; no other class names these claims.
/// </summary>
public static class PortalClaims
{
    private const string PersonId = "person";
    private const string Organisation = "organisation";
    private const string SessionId = "session";
    private const string SessionBegan = "began";
    private const string SessionAtProvider = "provider-session";
    private const string Yes = "1";

    /// <summary>The principal of the actor in that session, with the authentication scheme as its authentication type.</summary>
    public static ClaimsPrincipal ToPrincipal(this Actor actor, string scheme, Session session) => new(new ClaimsIdentity(
        [
            new(PersonId, actor.PersonId.ToString("N")),
            new(ClaimTypes.Name, actor.Name),
            new(Organisation, actor.Organisation.ToString()),
            new(ClaimTypes.Role, actor.Role.ToString()),
            new(SessionId, session.Id),
            new(SessionBegan, session.Began.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            .. session.IsAtProvider ? [new(SessionAtProvider, Yes)] : Array.Empty<Claim>(),
        ],
        scheme));

    /// <summary>The actor, or null if nobody is signed in or a claim is missing or invalid.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        Guid.TryParseExact(principal.FindFirstValue(PersonId), "N", out var person)
        && principal.FindFirstValue(ClaimTypes.Name) is { } name
        && OrganisationCode.Parse(principal.FindFirstValue(Organisation)) is { } organisation
        && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Actor(person, name, organisation, role)
            : null;

    /// <summary>The session, or null if nobody is signed in.</summary>
    public static Session? ToSession(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionId) is { } id
        && long.TryParse(principal.FindFirstValue(SessionBegan), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new Session(id, DateTimeOffset.FromUnixTimeSeconds(seconds), principal.HasClaim(claim => claim.Type == SessionAtProvider))
            : null;
}
