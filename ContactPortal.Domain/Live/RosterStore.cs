using System.Collections.Concurrent;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Live;

/// <summary>
/// Keeps each organisation's roster, loads it once per change, and hands the same snapshot to everybody who watches (K12). Bursts
/// of changes are one load; a lost announcement is made good by <see cref="SweepAsync"/>.
/// </summary>
public sealed partial class RosterStore : IDisposable
{
    private readonly ConcurrentDictionary<OrganisationCode, Shelf> shelves = [];
    private readonly IRosterSource source;
    private readonly ILogger<RosterStore> logger;
    private readonly DatabaseAvailability freshness;
    private readonly IDisposable listening;
    private readonly IDisposable doubting;
    private readonly IDisposable breaking;

    /// <summary>A store that loads from that source whenever the feed tells of a change, and compares when word may have been missed.</summary>
    public RosterStore(IRosterSource source, ChangeFeed feed, Backplane wire, DatabaseAvailability freshness, ILogger<RosterStore> logger)
    {
        (this.source, this.freshness, this.logger) = (source, freshness, logger);
        listening = feed.Subscribe(Heard);
        doubting = wire.SubscribeToResync(() => _ = Task.Run(SweepAfterDoubtAsync));
        breaking = wire.SubscribeToDisconnect(() => _ = Task.Run(SweepAfterDoubtAsync));
    }

    /// <summary>The organisation's roster as it is now; loaded when no one has needed it yet.</summary>
    public async Task<ContactRoster> CurrentAsync(OrganisationCode organisation, CancellationToken stop)
    {
        var shelf = ShelfOf(organisation);
        return shelf.Current ?? await shelf.FirstAsync().WaitAsync(stop);
    }

    /// <summary>
    /// Calls back whenever the organisation's roster is another, and holds the newest one ready. The callback comes from any thread,
    /// must be short and never throw.
    /// </summary>
    public RosterWatch Watch(OrganisationCode organisation, Action changed) => ShelfOf(organisation).Add(changed);

    /// <summary>
    /// Compares every roster with the database and loads what is behind; returns how many were. One that can't be loaded keeps none of
    /// the others from being mended; its fault is thrown after them.
    /// </summary>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        if (shelves.IsEmpty)
            return 0;

        var numbers = await freshness.TrackAsync(() => source.NumbersAsync(stop));
        var behind = shelves.Values.Where(shelf => shelf.IsBehind(numbers.GetValueOrDefault(shelf.Organisation))).ToList();
        await Task.WhenAll(behind.Select(shelf => shelf.RefreshAsync())).WaitAsync(stop);
        return behind.Count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        listening.Dispose();
        doubting.Dispose();
        breaking.Dispose();
    }

    private Shelf ShelfOf(OrganisationCode organisation) => shelves.GetOrAdd(organisation, code => new Shelf(this, code));

    private void Heard(Change change)
    {
        if (shelves.TryGetValue(change.Organisation, out var shelf) && shelf.IsBehind(change.Number))
            _ = RefreshAfterAnnouncementAsync(shelf);
    }

    private async Task SweepAfterDoubtAsync()
    {
        try
        {
            await SweepAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The sweep that comes every few seconds tries again.
            LogNotCompared(logger, exception);
        }
    }

    private async Task RefreshAfterAnnouncementAsync(Shelf shelf)
    {
        try
        {
            await shelf.RefreshAsync();
        }
        catch (Exception exception)
        {
            // Everybody keeps the roster they have; the sweep tries again until it succeeds.
            LogRosterNotLoaded(logger, shelf.Organisation, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The roster of organisation {Organisation} could not be loaded")]
    private static partial void LogRosterNotLoaded(ILogger logger, OrganisationCode organisation, Exception exception);

    [LoggerMessage(LogLevel.Error, "The rosters could not be compared with the database after word may have been missed")]
    private static partial void LogNotCompared(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A watcher of the roster of organisation {Organisation} threw when it was told")]
    private static partial void LogWatcherThrew(ILogger logger, OrganisationCode organisation, Exception exception);

    /// <summary>One organisation's roster, its watchers, and the one load that may be under way.</summary>
    private sealed class Shelf(RosterStore store, OrganisationCode organisation)
    {
        private readonly Lock gate = new();
        private readonly ConcurrentDictionary<long, Action> watchers = [];
        private readonly SignalCoalescer changes = new();
        private Task<ContactRoster>? loading;
        private long lastWatcher;

        public OrganisationCode Organisation => organisation;

        public ContactRoster? Current { get; private set; }

        /// <summary>Whether a change with that number is missing; the first load may have read before it.</summary>
        public bool IsBehind(long number)
        {
            lock (gate)
                return Current is { } current ? current.Number < number : loading is not null || !watchers.IsEmpty;
        }

        public RosterWatch Add(Action changed)
        {
            var id = Interlocked.Increment(ref lastWatcher);
            watchers[id] = changed;
            return new Watcher(this, id);
        }

        /// <summary>The first load, shared by everybody who waits for it.</summary>
        public Task<ContactRoster> FirstAsync()
        {
            lock (gate)
                return loading ??= Task.Run(LoadAsync);
        }

        /// <summary>Loads; when a load is under way, one more follows it, however many ask meanwhile.</summary>
        public Task<ContactRoster> RefreshAsync()
        {
            lock (gate)
            {
                changes.Signal();
                return loading ??= Task.Run(LoadAsync);
            }
        }

        private async Task<ContactRoster> LoadAsync()
        {
            while (true)
            {
                changes.Begin();
                ContactRoster roster;
                try
                {
                    roster = await store.source.LoadAsync(organisation, CancellationToken.None);
                }
                catch
                {
                    lock (gate)
                        loading = null;
                    throw;
                }

                lock (gate)
                    Current = roster;

                // One that begins to watch meanwhile and is not among them finds the roster as it is now.
                foreach (var (_, changed) in watchers)
                    Tell(changed);

                lock (gate)
                {
                    if (changes.IsPending)
                        continue;
                    loading = null;
                    return roster;
                }
            }
        }

        // One that throws although it must not may keep the roster from nobody else.
        private void Tell(Action changed)
        {
            try
            {
                changed();
            }
            catch (Exception exception)
            {
                LogWatcherThrew(store.logger, organisation, exception);
            }
        }

        private sealed class Watcher(Shelf shelf, long id) : RosterWatch
        {
            public override ContactRoster? Current => shelf.Current;

            public override void Dispose() => shelf.watchers.TryRemove(id, out _);
        }
    }
}

/// <summary>Somebody watching an organisation's roster; disposing it ends the watching.</summary>
public abstract class RosterWatch : IDisposable
{
    /// <summary>The newest roster, or null until the first one has been loaded.</summary>
    public abstract ContactRoster? Current { get; }

    /// <inheritdoc />
    public abstract void Dispose();
}
