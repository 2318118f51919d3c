using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// The snapshots that a circuit's components show: one subscription to the cache for each organisation, shared by all of them. Scoped to
/// the circuit.
/// </summary>
internal sealed class CircuitSnapshots(SnapshotCache cache)
{
    private readonly Lock sync = new();
    private ImmutableDictionary<OrganisationCode, SharedSubscription> shared =
        ImmutableDictionary<OrganisationCode, SharedSubscription>.Empty;

    /// <summary>The newest snapshot, loaded if necessary.</summary>
    public Task<OrganisationSnapshot> CurrentAsync(OrganisationCode organisation, CancellationToken cancellationToken) =>
        cache.CurrentAsync(organisation, cancellationToken);

    /// <summary>Calls back for every newer snapshot, on any thread, until disposed.</summary>
    public SnapshotSubscription Subscribe(OrganisationCode organisation, Action changed)
    {
        lock (sync)
        {
            if (!shared.TryGetValue(organisation, out var subscription))
                shared = shared.Add(organisation, subscription = new(cache, organisation));
            return new Member(this, subscription, changed);
        }
    }

    private void Remove(SharedSubscription subscription, Action changed)
    {
        lock (sync)
        {
            if (!subscription.Remove(changed))
                return;
            shared = shared.Remove(subscription.Organisation);
            subscription.Dispose();
        }
    }

    /// <summary>The subscription to the cache, with the components that share it.</summary>
    private sealed class SharedSubscription : IDisposable
    {
        private readonly SnapshotSubscription inner;
        private ImmutableArray<Action> members = [];

        public SharedSubscription(SnapshotCache cache, OrganisationCode organisation)
        {
            Organisation = organisation;
            inner = cache.Subscribe(organisation, Publish);
        }

        public OrganisationCode Organisation { get; }

        public OrganisationSnapshot? Current => inner.Current;

        public void Add(Action changed) => members = members.Add(changed);

        /// <summary>Removes a member; returns whether it was the last one.</summary>
        public bool Remove(Action changed)
        {
            members = members.Remove(changed);
            return members.IsEmpty;
        }

        public void Dispose() => inner.Dispose();

        private void Publish()
        {
            foreach (var changed in members)
                changed();
        }
    }

    private sealed class Member : SnapshotSubscription
    {
        private readonly CircuitSnapshots owner;
        private readonly SharedSubscription subscription;
        private Action? changed;

        public Member(CircuitSnapshots owner, SharedSubscription subscription, Action changed)
        {
            (this.owner, this.subscription, this.changed) = (owner, subscription, changed);
            subscription.Add(changed);
        }

        public override OrganisationSnapshot? Current => subscription.Current;

        public override void Dispose()
        {
            if (Interlocked.Exchange(ref changed, null) is { } mine)
                owner.Remove(subscription, mine);
        }
    }
}
