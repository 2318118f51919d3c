using System.Collections.Immutable;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Persons;

/// <summary>The mails that commands on persons cause. An interface because Mail depends on Persons, not Persons on Mail.</summary>
public interface IPersonMails
{
    /// <summary>Queues the mail of an invitation (P6); the secret of its link is stored nowhere else.</summary>
    void Invited(PortalDb db, Invitation invitation, string path);

    /// <summary>Withholds the mail of a withdrawn invitation, if it is not sent yet.</summary>
    Task WithholdAsync(PortalDb db, Invitation invitation, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Queues the mails about an access request (P2, P3): to the local administrators, or to the agency's persons where there are none.
    /// </summary>
    Task AccessRequestedAsync(PortalDb db, AccessRequest request, ImmutableArray<Guid> officials, CancellationToken cancellationToken);

    /// <summary>Queues the answer to an access request (P3), if its e-mail address is known.</summary>
    void AccessAnswered(PortalDb db, AccessRequest request, DateTimeOffset at);

    /// <summary>Queues the mails to the agency that a municipality's last local administrator has left (P5).</summary>
    void LastAdministratorLeft(PortalDb db, Person person, ImmutableArray<Guid> officials, DateTimeOffset at);

    /// <summary>Queues the mails to the administrators that somebody who has left still holds the right (P5, U3).</summary>
    void LeftWithRight(PortalDb db, Person person, ImmutableArray<Guid> administrators, DateTimeOffset at);
}
