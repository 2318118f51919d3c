using ContactPortal.Domain.Access;

namespace ContactPortal.Domain.Snapshots;

/// <summary>Hands an organisation's snapshot to somebody who may read its contacts, and to nobody else.</summary>
public sealed class SnapshotReader(SnapshotCache cache)
{
    /// <summary>The newest snapshot of the actor's organisation, loaded if necessary; refused by <see cref="ReadAccess.Enter"/>.</summary>
    public Task<OrganisationSnapshot> CurrentAsync(Actor actor, CancellationToken cancellationToken)
    {
        ReadAccess.Enter(actor, Actions.ReadContacts);
        return cache.CurrentAsync(actor.Organisation, cancellationToken);
    }

    /// <summary>Calls back for every newer snapshot of the actor's organisation, on any thread, until disposed; refused likewise.</summary>
    public SnapshotSubscription Subscribe(Actor actor, Action changed)
    {
        ReadAccess.Enter(actor, Actions.ReadContacts);
        return cache.Subscribe(actor.Organisation, changed);
    }
}
