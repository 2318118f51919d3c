using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Access;

/// <summary>Who acts, for which organisation, and in which role. Built from the session only, never from a request.</summary>
/// <param name="PersonId">The person's UUID.</param>
/// <param name="Name">The person's name, shown in the history.</param>
/// <param name="Organisation">The municipality acted for; for the agency the one viewed.</param>
/// <param name="Role">The person's role there.</param>
public sealed record Actor(Guid PersonId, string Name, OrganisationCode Organisation, Role Role)
{
    /// <summary>Whether the actor may perform the action; used by the services and the user interface.</summary>
    public bool May(PortalAction action) => action.IsOpenTo(this);
}
