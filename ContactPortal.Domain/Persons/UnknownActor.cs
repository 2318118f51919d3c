using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The actor recorded in the history for a sign-in by a person who is not in the directory (O2, P2).</summary>
internal static class UnknownActor
{
    private static readonly Guid Id = new("9a4f2f39-52a8-4d0c-8a4d-6b9c1b6f7e20");

    /// <summary>The unknown person as actor for that organisation; for the history only.</summary>
    public static Actor In(OrganisationCode organisation) => new(Id, "Login", organisation, Role.Staff);
}
