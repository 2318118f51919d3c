using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Queues the mails that commands on persons cause, in the command's transaction. An interface, because the folder Mail depends on Persons
/// and not the other way round.
/// </summary>
public interface IPersonMails
{
    /// <summary>Queues the mail of an invitation (P6).</summary>
    /// <param name="db">The command's own context.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="path">The path of its link, with the token; it is stored in the mail only.</param>
    void InvitationCreated(PortalDb db, Invitation invitation, string path);

    /// <summary>Withholds the mail of a withdrawn invitation, unless it has been sent.</summary>
    Task InvitationWithdrawnAsync(PortalDb db, Invitation invitation, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Queues the mails about an access request (P2, P3): to the local administrators, or to the agency's persons when there are none.
    /// </summary>
    Task AccessRequestedAsync(
        PortalDb db, AccessRequest request, ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken);

    /// <summary>Queues the answer to an access request (P3), when its e-mail address is known.</summary>
    void AccessAnswered(PortalDb db, AccessRequest request, DateTimeOffset at);

    /// <summary>Queues the mails to the agency's persons that a municipality's last local administrator has left (P5).</summary>
    void LastAdministratorLeft(PortalDb db, Person person, ImmutableArray<Guid> agencyPersons, DateTimeOffset at);

    /// <summary>Queues the mails to the local administrators that a person who has left still holds the right (P5, U3).</summary>
    void RightHolderLeft(PortalDb db, Person person, ImmutableArray<Guid> administrators, DateTimeOffset at);

    /// <summary>Queues the mails to the local administrators that leavings wait for their answer (P8).</summary>
    void LeavingsHeld(PortalDb db, OrganisationCode organisation, string source, ImmutableArray<Guid> administrators, DateTimeOffset at);
}
