using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// Caches one snapshot per organisation, loads it once per change, and shares it among all subscribers (K12). A burst of changes causes
/// one load; <see cref="RefreshStaleAsync"/> recovers from lost notifications.
/// </summary>
public sealed partial class SnapshotCache : IDisposable
{
    private readonly ConcurrentDictionary<OrganisationCode, Entry> entries = [];
    private readonly ISnapshotLoader loader;
    private readonly ILogger<SnapshotCache> logger;
    private readonly DatabaseAvailability availability;
    private readonly IDisposable changeSubscription;
    private readonly IDisposable resyncSubscription;
    private readonly IDisposable disconnectSubscription;

    /// <summary>A cache that reloads on every published change, and compares with the database when messages may have been lost.</summary>
    public SnapshotCache(
        ISnapshotLoader loader, ChangeFeed feed, Backplane backplane, DatabaseAvailability availability, ILogger<SnapshotCache> logger)
    {
        (this.loader, this.availability, this.logger) = (loader, availability, logger);
        changeSubscription = feed.Subscribe(OnChangePublished);
        resyncSubscription = backplane.SubscribeToResync(() => _ = Task.Run(ResyncAsync));
        disconnectSubscription = backplane.SubscribeToDisconnect(() => _ = Task.Run(ResyncAsync));
    }

    /// <summary>The organisation's current snapshot; loaded on first use.</summary>
    public async Task<OrganisationSnapshot> CurrentAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var entry = GetEntry(organisation);
        return entry.Current ?? await entry.GetFirstAsync().WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Calls back whenever the organisation's snapshot is replaced; the subscription holds the newest one. The callback comes on any
    /// thread, must be short and never throw.
    /// </summary>
    public SnapshotSubscription Subscribe(OrganisationCode organisation, Action changed) => GetEntry(organisation).Subscribe(changed);

    /// <summary>
    /// Compares every snapshot with the database and reloads the stale ones; returns their number. All are attempted even when one fails to
    /// load; the failure is thrown afterwards.
    /// </summary>
    public async Task<int> RefreshStaleAsync(CancellationToken cancellationToken)
    {
        if (entries.IsEmpty)
            return 0;

        var versions = await availability.TrackAsync(() => loader.GetVersionsAsync(cancellationToken));
        var stale = entries.Values.Where(entry => entry.IsBehind(versions.GetValueOrDefault(entry.Organisation))).ToList();
        await Task.WhenAll(stale.Select(entry => entry.RefreshAsync())).WaitAsync(cancellationToken);
        return stale.Count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        changeSubscription.Dispose();
        resyncSubscription.Dispose();
        disconnectSubscription.Dispose();
    }

    private Entry GetEntry(OrganisationCode organisation) => entries.GetOrAdd(organisation, code => new Entry(this, code));

    private void OnChangePublished(Change change)
    {
        if (entries.TryGetValue(change.Organisation, out var entry) && entry.IsBehind(change.Number))
            _ = RefreshAfterChangeAsync(entry);
    }

    private async Task ResyncAsync()
    {
        try
        {
            await RefreshStaleAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The periodic refresh tries again within seconds.
            LogRefreshFailed(logger, exception.FailureLevel, exception);
        }
    }

    private async Task RefreshAfterChangeAsync(Entry entry)
    {
        try
        {
            await entry.RefreshAsync();
        }
        catch (Exception exception)
        {
            // Subscribers keep the old snapshot; the periodic refresh tries again until it succeeds.
            LogNotLoaded(logger, exception.FailureLevel, entry.Organisation, exception);
        }
    }

    [LoggerMessage("The snapshot of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);

    [LoggerMessage("The snapshots could not be compared with the database after messages may have been lost")]
    private static partial void LogRefreshFailed(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage(LogLevel.Error, "A subscriber to the snapshot of organisation {Organisation} threw an exception")]
    private static partial void LogSubscriberThrew(ILogger logger, OrganisationCode organisation, Exception exception);

    /// <summary>One organisation's snapshot.</summary>
    private sealed class Entry(SnapshotCache cache, OrganisationCode organisation)
    {
        private readonly SharedSnapshot<OrganisationSnapshot> shared = new(
            () => cache.loader.LoadAsync(organisation, CancellationToken.None),
            exception => LogSubscriberThrew(cache.logger, organisation, exception));

        public OrganisationCode Organisation => organisation;

        public OrganisationSnapshot? Current => shared.Current;

        /// <summary>Whether the change with that number may be missing.</summary>
        public bool IsBehind(long number) => shared.IsBehind(current => current.Version < number);

        public SnapshotSubscription Subscribe(Action changed) => new Subscriber(shared, shared.Subscribe(changed));

        public Task<OrganisationSnapshot> GetFirstAsync() => shared.GetFirstAsync();

        public Task<OrganisationSnapshot> RefreshAsync() => shared.RefreshAsync();

        private sealed class Subscriber(SharedSnapshot<OrganisationSnapshot> shared, IDisposable subscription) : SnapshotSubscription
        {
            public override OrganisationSnapshot? Current => shared.Current;

            public override void Dispose() => subscription.Dispose();
        }
    }
}
