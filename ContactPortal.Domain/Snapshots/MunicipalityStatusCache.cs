using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// Shares the statuses of all municipalities among the open pages of the agency (P6): a burst of changes, of whichever organisations,
/// causes one load per process. Nothing is loaded while no page is open.
/// </summary>
public sealed partial class MunicipalityStatusCache : IDisposable
{
    private readonly SharedSnapshot<MunicipalityStatuses> shared;
    private readonly ISnapshotLoader loader;
    private readonly DatabaseAvailability availability;
    private readonly ILogger<MunicipalityStatusCache> logger;
    private readonly IDisposable changeSubscription;
    private readonly IDisposable resyncSubscription;

    /// <summary>A cache that reloads on every published change while a page is open.</summary>
    public MunicipalityStatusCache(
        MunicipalityOverview overview, ISnapshotLoader loader, ChangeFeed feed, Backplane backplane, DatabaseAvailability availability,
        ILogger<MunicipalityStatusCache> logger)
    {
        (this.loader, this.availability, this.logger) = (loader, availability, logger);
        shared = new(() => overview.LoadAsync(CancellationToken.None), exception => LogSubscriberThrew(logger, exception));
        changeSubscription = feed.Subscribe(_ => RefreshInBackground());
        resyncSubscription = backplane.SubscribeToResync(RefreshInBackground);
    }

    /// <summary>
    /// The statuses with all changes until now; empty if the actor is not of the agency. A sign-in alone is no change, so the time of the
    /// last one may be older than the newest.
    /// </summary>
    public async Task<ImmutableArray<MunicipalityStatus>> CurrentAsync(Actor actor, CancellationToken cancellationToken)
    {
        var current = shared.Current is { } known && known.Changes >= await CountChangesAsync(cancellationToken)
            ? known
            : await shared.RefreshAsync().WaitAsync(cancellationToken);
        return current.For(actor);
    }

    /// <summary>The newest statuses that have been loaded; empty if the actor is not of the agency.</summary>
    public ImmutableArray<MunicipalityStatus> Latest(Actor actor) => shared.Current?.For(actor) ?? [];

    /// <summary>
    /// Calls back whenever the statuses are replaced, until disposed. The callback comes on any thread, must be short and never throw.
    /// </summary>
    public IDisposable Subscribe(Action changed) => shared.Subscribe(changed);

    /// <summary>
    /// Compares the statuses with the database if a page is open, and reloads them if a message was lost; returns whether one was.
    /// </summary>
    public async Task<bool> RefreshStaleAsync(CancellationToken cancellationToken)
    {
        if (!shared.HasSubscribers || shared.Current is not { } current || current.Changes >= await CountChangesAsync(cancellationToken))
            return false;
        await shared.RefreshAsync().WaitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        changeSubscription.Dispose();
        resyncSubscription.Dispose();
    }

    // The histories only grow, so the sum of their lengths identifies a moment.
    private async Task<long> CountChangesAsync(CancellationToken cancellationToken) =>
        (await availability.TrackAsync(() => loader.GetVersionsAsync(cancellationToken))).Values.Sum();

    private void RefreshInBackground()
    {
        if (shared.HasSubscribers)
            _ = RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        try
        {
            await shared.RefreshAsync();
        }
        catch (Exception exception)
        {
            // Pages keep the old statuses; the periodic comparison tries again.
            LogNotLoaded(logger, exception.FailureLevel, exception);
        }
    }

    [LoggerMessage("The statuses of the municipalities could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage(LogLevel.Error, "A subscriber to the statuses of the municipalities threw an exception")]
    private static partial void LogSubscriberThrew(ILogger logger, Exception exception);
}
