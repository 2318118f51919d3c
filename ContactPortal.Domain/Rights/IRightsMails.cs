using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Rights;

/// <summary>The mails that commands on rights cause. An interface because Mail depends on Rights, not Rights on Mail.</summary>
public interface IRightsMails
{
    /// <summary>Queues a mail to the local administrators that somebody asks for the right (U3).</summary>
    Task RightAskedAsync(PortalDb db, Person person, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Queues the answer to somebody who asked for the right (U3).</summary>
    void RightAnswered(PortalDb db, Actor actor, Guid personId, string? refusal, DateTimeOffset at);
}
