using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// Keeps each organisation's roster, loads it once per change, and hands the same snapshot to everybody who watches (K12). Bursts
/// of changes are one load; a lost announcement is made good by <see cref="RefreshStaleAsync"/>.
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

    /// <summary>A store that loads from that source whenever the feed tells of a change, and compares when word may have been missed.</summary>
    public SnapshotCache(ISnapshotLoader source, ChangeFeed feed, Backplane backplane, DatabaseAvailability availability, ILogger<SnapshotCache> logger)
    {
        (this.loader, this.availability, this.logger) = (source, availability, logger);
        changeSubscription = feed.Subscribe(OnChangePublished);
        resyncSubscription = backplane.SubscribeToResync(() => _ = Task.Run(ResyncAsync));
        disconnectSubscription = backplane.SubscribeToDisconnect(() => _ = Task.Run(ResyncAsync));
    }

    /// <summary>The organisation's roster as it is now; loaded when no one has needed it yet.</summary>
    public async Task<OrganisationSnapshot> CurrentAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var shelf = GetEntry(organisation);
        return shelf.Current ?? await shelf.GetFirstAsync().WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Calls back whenever the organisation's roster is another, and holds the newest one ready. The callback comes from any thread,
    /// must be short and never throw.
    /// </summary>
    public SnapshotSubscription Subscribe(OrganisationCode organisation, Action changed) => GetEntry(organisation).Subscribe(changed);

    /// <summary>
    /// Compares every roster with the database and loads what is behind; returns how many were. One that can't be loaded keeps none of
    /// the others from being mended; its fault is thrown after them.
    /// </summary>
    public async Task<int> RefreshStaleAsync(CancellationToken cancellationToken)
    {
        if (entries.IsEmpty)
            return 0;

        var numbers = await availability.TrackAsync(() => loader.GetVersionsAsync(cancellationToken));
        var behind = entries.Values.Where(shelf => shelf.IsBehind(numbers.GetValueOrDefault(shelf.Organisation))).ToList();
        await Task.WhenAll(behind.Select(shelf => shelf.RefreshAsync())).WaitAsync(cancellationToken);
        return behind.Count;
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
        if (entries.TryGetValue(change.Organisation, out var shelf) && shelf.IsBehind(change.Number))
            _ = RefreshAfterAnnouncementAsync(shelf);
    }

    private async Task ResyncAsync()
    {
        try
        {
            await RefreshStaleAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The sweep that comes every few seconds tries again.
            LogRefreshFailed(logger, exception);
        }
    }

    private async Task RefreshAfterAnnouncementAsync(Entry shelf)
    {
        try
        {
            await shelf.RefreshAsync();
        }
        catch (Exception exception)
        {
            // Everybody keeps the roster they have; the sweep tries again until it succeeds.
            LogNotLoaded(logger, shelf.Organisation, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The roster of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, OrganisationCode organisation, Exception exception);

    [LoggerMessage(LogLevel.Error, "The rosters could not be compared with the database after word may have been missed")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A watcher of the roster of organisation {Organisation} threw when it was told")]
    private static partial void LogSubscriberThrew(ILogger logger, OrganisationCode organisation, Exception exception);

    /// <summary>One organisation's roster, its watchers, and the one load that may be under way.</summary>
    private sealed class Entry(SnapshotCache store, OrganisationCode organisation)
    {
        private readonly Lock gate = new();
        private readonly ConcurrentDictionary<long, Action> subscribers = [];
        private readonly SignalCoalescer changes = new();
        private Task<OrganisationSnapshot>? loading;
        private long lastSubscriber;

        public OrganisationCode Organisation => organisation;

        public OrganisationSnapshot? Current { get; private set; }

        /// <summary>Whether a change with that number is missing; the first load may have read before it.</summary>
        public bool IsBehind(long number)
        {
            lock (gate)
                return Current is { } current ? current.Version < number : loading is not null || !subscribers.IsEmpty;
        }

        public SnapshotSubscription Subscribe(Action changed)
        {
            var id = Interlocked.Increment(ref lastSubscriber);
            subscribers[id] = changed;
            return new Subscriber(this, id);
        }

        /// <summary>The first load, shared by everybody who waits for it.</summary>
        public Task<OrganisationSnapshot> GetFirstAsync()
        {
            lock (gate)
                return loading ??= Task.Run(LoadAsync);
        }

        /// <summary>Loads; when a load is under way, one more follows it, however many ask meanwhile.</summary>
        public Task<OrganisationSnapshot> RefreshAsync()
        {
            lock (gate)
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
                    snapshot = await store.loader.LoadAsync(organisation, CancellationToken.None);
                }
                catch
                {
                    lock (gate)
                        loading = null;
                    throw;
                }

                lock (gate)
                    Current = snapshot;

                // One that begins to watch meanwhile and is not among them finds the roster as it is now.
                foreach (var (_, changed) in subscribers)
                    Publish(changed);

                lock (gate)
                {
                    if (changes.IsPending)
                        continue;
                    loading = null;
                    return snapshot;
                }
            }
        }

        // One that throws although it must not may keep the roster from nobody else.
        private void Publish(Action changed)
        {
            try
            {
                changed();
            }
            catch (Exception exception)
            {
                LogSubscriberThrew(store.logger, organisation, exception);
            }
        }

        private sealed class Subscriber(Entry shelf, long id) : SnapshotSubscription
        {
            public override OrganisationSnapshot? Current => shelf.Current;

            public override void Dispose() => shelf.subscribers.TryRemove(id, out _);
        }
    }
}

/// <summary>Somebody watching an organisation's roster; disposing it ends the watching.</summary>
public abstract class SnapshotSubscription : IDisposable
{
    /// <summary>The newest roster, or null until the first one has been loaded.</summary>
    public abstract OrganisationSnapshot? Current { get; }

    /// <inheritdoc />
    public abstract void Dispose();
}
