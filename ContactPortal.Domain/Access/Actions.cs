using System.Collections.Immutable;

namespace ContactPortal.Domain.Access;

/// <summary>All actions with their roles.</summary>
public static class Actions
{
    /// <summary>See an organisation's contacts and their history (K3, K16, A1).</summary>
    public static PortalAction ReadContacts { get; } = new(nameof(ReadContacts), [Role.Staff, Role.LocalAdministrator, Role.Agency]);

    /// <summary>Create, change, deactivate and reactivate contacts: any employee, any contact of the own organisation (K0).</summary>
    public static PortalAction EditContacts { get; } = new(nameof(EditContacts), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>
    /// Grant and withdraw rights, answer requests, appoint administrators (U1); the command also checks the role in the database.
    /// </summary>
    public static PortalAction GrantRights { get; } = new(nameof(GrantRights), [Role.LocalAdministrator]);

    /// <summary>Ask for the right for oneself (U3).</summary>
    public static PortalAction AskForRight { get; } = new(nameof(AskForRight), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>See the deliveries and their errors (D1); also needs TASS Opfølgning, which is checked at each call (U2).</summary>
    public static PortalAction ReadDeliveries { get; } = new(nameof(ReadDeliveries), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>Claim and explain errors (D6); also needs TASS Opfølgning, which the command checks.</summary>
    public static PortalAction EditErrors { get; } = new(nameof(EditErrors), [Role.Staff, Role.LocalAdministrator]);

    /// <summary>Add and change persons of the directory, and answer access requests (P2-P5); each command checks the role again.</summary>
    public static PortalAction ManagePersons { get; } = new(nameof(ManagePersons), [Role.LocalAdministrator]);

    /// <summary>Invite local administrators (P6); each command checks the role again.</summary>
    public static PortalAction InviteAdministrators { get; } = new(nameof(InviteAdministrators), [Role.Agency]);

    /// <summary>
    /// See the systems that post deliveries, and the mails of all municipalities that failed, which may be sent again (D7); each command
    /// checks the role again.
    /// </summary>
    public static PortalAction ManageSystems { get; } = new(nameof(ManageSystems), [Role.Agency]);

    /// <summary>Look up the contacts of all municipalities, and see how each is covered (A1, A2).</summary>
    public static PortalAction LookUpContacts { get; } = new(nameof(LookUpContacts), [Role.Agency]);

    /// <summary>All actions.</summary>
    public static ImmutableArray<PortalAction> All { get; } =
    [
        ReadContacts, EditContacts, GrantRights, AskForRight, ReadDeliveries, EditErrors, ManagePersons, InviteAdministrators,
        ManageSystems, LookUpContacts,
    ];
}
