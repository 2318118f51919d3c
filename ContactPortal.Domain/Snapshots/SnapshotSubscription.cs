namespace ContactPortal.Domain.Snapshots;

/// <summary>A subscription to an organisation's snapshot; disposing it unsubscribes.</summary>
public abstract class SnapshotSubscription : IDisposable
{
    /// <summary>The newest snapshot, or null until the first one has been loaded.</summary>
    public abstract OrganisationSnapshot? Current { get; }

    /// <inheritdoc />
    public abstract void Dispose();
}
