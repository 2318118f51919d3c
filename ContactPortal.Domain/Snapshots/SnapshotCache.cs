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
            LogRefreshFailed(logger, exception);
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
            LogNotLoaded(logger, entry.Organisation, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The snapshot of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, OrganisationCode organisation, Exception exception);

    [LoggerMessage(LogLevel.Error, "The snapshots could not be compared with the database after messages may have been lost")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A subscriber to the snapshot of organisation {Organisation} threw an exception")]
    private static partial void LogSubscriberThrew(ILogger logger, OrganisationCode organisation, Exception exception);

    /// <summary>One organisation's snapshot, its subscribers, and the load in progress, if any.</summary>
    private sealed class Entry(SnapshotCache cache, OrganisationCode organisation)
    {
        private readonly Lock sync = new();
        private readonly ConcurrentDictionary<long, Action> subscribers = [];
        private readonly SignalCoalescer changes = new();
        private Task<OrganisationSnapshot>? loading;
        private long lastSubscriber;

        public OrganisationCode Organisation => organisation;

        public OrganisationSnapshot? Current { get; private set; }

        /// <summary>Whether the change with that number may be missing; a first load in progress may have read before it.</summary>
        public bool IsBehind(long number)
        {
            lock (sync)
                return Current is { } current ? current.Version < number : loading is not null || !subscribers.IsEmpty;
        }

        public SnapshotSubscription Subscribe(Action changed)
        {
            var id = Interlocked.Increment(ref lastSubscriber);
            subscribers[id] = changed;
            return new Subscriber(this, id);
        }

        /// <summary>The first load, shared by all callers that wait for it.</summary>
        public Task<OrganisationSnapshot> GetFirstAsync()
        {
            lock (sync)
                return loading ??= Task.Run(LoadAsync);
        }

        /// <summary>Loads; during a load any number of calls cause exactly one more.</summary>
        public Task<OrganisationSnapshot> RefreshAsync()
        {
            lock (sync)
            {
                changes.Signal();
                return loading ??= Task.Run(LoadAsync);
            }
        }

        private async Task<OrganisationSnapshot> LoadAsync()
        {
            while (true)
            {
                changes.Begin();
                OrganisationSnapshot snapshot;
                try
                {
                    snapshot = await cache.loader.LoadAsync(organisation, CancellationToken.None);
                }
                catch
                {
                    lock (sync)
                        loading = null;
                    throw;
                }

                lock (sync)
                    Current = snapshot;

                // Whoever subscribes too late for this loop reads the new snapshot from Current.
                foreach (var (_, changed) in subscribers)
                    Notify(changed);

                lock (sync)
                {
                    if (changes.IsPending)
                        continue;
                    loading = null;
                    return snapshot;
                }
            }
        }

        // A subscriber that throws although it must not does not keep the others from being called.
        private void Notify(Action changed)
        {
            try
            {
                changed();
            }
            catch (Exception exception)
            {
                LogSubscriberThrew(cache.logger, organisation, exception);
            }
        }

        private sealed class Subscriber(Entry entry, long id) : SnapshotSubscription
        {
            public override OrganisationSnapshot? Current => entry.Current;

            public override void Dispose() => entry.subscribers.TryRemove(id, out _);
        }
    }
}
