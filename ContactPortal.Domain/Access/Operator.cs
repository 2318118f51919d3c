using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Access;

/// <summary>The operator who runs a command of the portal: an actor without a person or a session.</summary>
public static class Operator
{
    private const string Name = "Drift";

    private static readonly Guid Id = new("5d1f3c5e-0c8e-4f7a-9f43-1f3b6f0e2a77");

    /// <summary>The operator as actor for that organisation.</summary>
    public static Actor In(OrganisationCode organisation, Role role) => new(Id, Name, organisation, role);

    /// <summary>Whether the actor is the operator; nobody who has signed in is.</summary>
    public static bool Is(Actor actor) => actor.PersonId == Id;
}
