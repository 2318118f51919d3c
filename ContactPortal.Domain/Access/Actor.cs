using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Access;

/// <summary>Who acts, for which organisation, and in which role. Made from the session alone, never from a request.</summary>
/// <param name="PersonId">The person's UUID.</param>
/// <param name="Name">The person's name, as others see who changed what.</param>
/// <param name="Organisation">The municipality acted for; for the agency the one looked at.</param>
/// <param name="Role">What the person is there.</param>
public sealed record Actor(Guid PersonId, string Name, OrganisationCode Organisation, Role Role)
{
    /// <summary>Whether the right to that action is the actor's; the service and the button ask here alike.</summary>
    public bool May(PortalAction action) => action.IsOpenTo(this);
}
