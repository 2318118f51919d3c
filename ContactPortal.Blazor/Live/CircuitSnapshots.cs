using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// The snapshots that a circuit's components show: one subscription to the cache for each organisation, shared by all of them. Scoped to
/// the circuit.
/// </summary>
internal sealed class CircuitSnapshots(SnapshotReader reader)
{
    private readonly Lock sync = new();
    private ImmutableDictionary<OrganisationCode, SharedSubscription> shared =
        ImmutableDictionary<OrganisationCode, SharedSubscription>.Empty;

    /// <summary>The newest snapshot of the actor's organisation, loaded if necessary; only for somebody who may read it.</summary>
    public Task<OrganisationSnapshot> CurrentAsync(Actor actor, CancellationToken cancellationToken) =>
        reader.CurrentAsync(actor, cancellationToken);

    /// <summary>Calls back for every newer snapshot, on any thread, until disposed; only for somebody who may read it.</summary>
    public SnapshotSubscription Subscribe(Actor actor, Action changed)
    {
        lock (sync)
        {
            if (!shared.TryGetValue(actor.Organisation, out var subscription))
                shared = shared.Add(actor.Organisation, subscription = new(reader, actor));
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

        public SharedSubscription(SnapshotReader reader, Actor actor)
        {
            Organisation = actor.Organisation;
            inner = reader.Subscribe(actor, Publish);
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
