using System.Collections.Immutable;

namespace ContactPortal.Domain.Access;

/// <summary>Something that can be done in the portal, and the roles it is open to.</summary>
/// <param name="Name">Its name in logs.</param>
/// <param name="Roles">The roles that may do it, each in its own organisation only.</param>
public sealed record PortalAction(string Name, ImmutableArray<Role> Roles)
{
    /// <summary>Whether the actor's role is among those that may.</summary>
    public bool IsOpenTo(Actor actor) => Roles.Contains(actor.Role);
}

/// <summary>Every action's right, named once.</summary>
public static class Actions
{
    /// <summary>See an organisation's contacts and their history (K3, K16, A1).</summary>
    public static PortalAction ReadContacts { get; } = new(nameof(ReadContacts), [Role.Staff, Role.LocalAdministrator, Role.Agency]);

    /// <summary>Create, change, deactivate and bring back contacts: any employee, any contact of the own organisation (K0).</summary>
    public static PortalAction EditContacts { get; } = new(nameof(EditContacts), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>Grant and withdraw rights, answer requests, appoint administrators (U1); the role is read again at the command.</summary>
    public static PortalAction GrantRights { get; } = new(nameof(GrantRights), [Role.LocalAdministrator]);

    /// <summary>Ask for the right oneself (U3).</summary>
    public static PortalAction AskForRight { get; } = new(nameof(AskForRight), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>See the deliveries and their errors (D1); needs TASS Opfølgning too, which is read at each request (U2).</summary>
    public static PortalAction ReadDeliveries { get; } = new(nameof(ReadDeliveries), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>Take care of an error and explain it (D6); needs TASS Opfølgning too, which is read at the command.</summary>
    public static PortalAction EditErrors { get; } = new(nameof(EditErrors), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>All of them, for whoever has to go through the list.</summary>
    public static ImmutableArray<PortalAction> All { get; } = [ReadContacts, EditContacts, GrantRights, AskForRight, ReadDeliveries, EditErrors];
}
