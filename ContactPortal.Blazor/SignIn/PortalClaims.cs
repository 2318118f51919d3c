using System.Security.Claims;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.SignIn;

/// <summary>How a signed-in person stands in the cookie: the claims that make an <see cref="Actor"/>, written and read here alone.</summary>
public static class PortalClaims
{
    private const string PersonId = "person";
    private const string Organisation = "organisation";

    /// <summary>The session's own id: everything that belongs to one sign-in carries it.</summary>
    public const string Session = "session";

    /// <summary>Writes the actor into an identity of that sign-in scheme, for a session with that id.</summary>
    public static ClaimsPrincipal ToPrincipal(this Actor actor, string scheme, string session) => new(new ClaimsIdentity(
        [
            new(PersonId, actor.PersonId.ToString("N")),
            new(ClaimTypes.Name, actor.Name),
            new(Organisation, actor.Organisation.ToString()),
            new(ClaimTypes.Role, actor.Role.ToString()),
            new(Session, session),
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
}
