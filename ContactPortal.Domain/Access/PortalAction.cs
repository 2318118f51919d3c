using System.Collections.Immutable;

namespace ContactPortal.Domain.Access;

/// <summary>An action in the portal, and the roles that may perform it.</summary>
/// <param name="Name">Its name in logs.</param>
/// <param name="Roles">The roles that may do it, each in its own organisation only.</param>
public sealed record PortalAction(string Name, ImmutableArray<Role> Roles)
{
    /// <summary>Whether the actor's role may perform the action.</summary>
    public bool IsOpenTo(Actor actor) => Roles.Contains(actor.Role);
}
