using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Agency;

/// <summary>
/// Keeps the one snapshot that all pages of the agency show (A1, A2), made from the municipalities' own snapshots: a change loads its
/// municipality alone, once for the municipality's pages and the agency's. Nothing is loaded before the agency first asks.
/// </summary>
public sealed partial class AgencySnapshotCache : IDisposable
{
    // The first load: enough to use the database well, and few enough to leave it to the pages of municipalities.
    private const int LoadsAtOnce = 4;

    private readonly SharedSnapshot<AgencySnapshot> shared;
    private readonly SnapshotCache snapshots;
    private readonly PortalDatabase database;
    private readonly CalendarOptions calendar;
    private readonly TimeProvider clock;
    private readonly ILogger<AgencySnapshotCache> logger;
    private readonly Lazy<IDisposable[]> subscriptions;

    /// <summary>A cache over the municipalities' snapshots.</summary>
    public AgencySnapshotCache(
        SnapshotCache snapshots, PortalDatabase database, IOptions<CalendarOptions> calendar, TimeProvider clock,
        ILogger<AgencySnapshotCache> logger)
    {
        (this.snapshots, this.database, this.calendar, this.clock, this.logger) = (snapshots, database, calendar.Value, clock, logger);
        shared = new(LoadAsync, exception => LogSubscriberThrew(logger, exception));
        subscriptions = new(() => [.. Municipalities.All.Select(m => snapshots.Subscribe(m.Code, RefreshInBackground))]);
    }

    private DateOnly Today => DanishCalendar.Of(clock.GetUtcNow());

    /// <summary>The newest snapshot; empty if the actor is not of the agency.</summary>
    public async Task<AgencySnapshot> CurrentAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.LookUpContacts)
        && (await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken)).Contains(actor.PersonId)
            ? await CurrentAsync(cancellationToken)
            : AgencySnapshot.Empty;

    /// <summary>The newest snapshot, for a caller whose rights have been checked.</summary>
    public async Task<AgencySnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        _ = subscriptions.Value;
        return shared.Current is { } current && current.Day == Today
            ? current
            : await shared.RefreshAsync().WaitAsync(cancellationToken);
    }

    /// <summary>The newest snapshot that has been loaded; empty if the actor's role is not the agency's.</summary>
    public AgencySnapshot Latest(Actor actor) =>
        actor.May(Actions.LookUpContacts) && shared.Current is { } current ? current : AgencySnapshot.Empty;

    /// <summary>
    /// Calls back whenever the snapshot is replaced, until disposed. The callback comes on any thread, must be short and never throw.
    /// </summary>
    public IDisposable Subscribe(Action changed) => shared.Subscribe(changed);

    /// <summary>Makes the snapshot anew when another day has begun; absences and overdue deliveries depend on it.</summary>
    public Task RefreshDayAsync(CancellationToken cancellationToken) =>
        shared.HasSubscribers && shared.Current is { } current && current.Day != Today
            ? shared.RefreshAsync().WaitAsync(cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
        if (!subscriptions.IsValueCreated)
            return;
        foreach (var subscription in subscriptions.Value)
            subscription.Dispose();
    }

    private async Task<AgencySnapshot> LoadAsync()
    {
        var (former, today) = (shared.Current, Today);
        var parts = new AgencyPart[Municipalities.ByName.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Length), new ParallelOptions { MaxDegreeOfParallelism = LoadsAtOnce }, async (i, cancellationToken) =>
            {
                var municipality = Municipalities.ByName[i];
                var snapshot = await snapshots.CurrentAsync(municipality.Code, cancellationToken);
                var before = former?.Municipalities[i];
                parts[i] = before is not null && former!.Day == today && ReferenceEquals(before.Snapshot, snapshot)
                    ? before
                    : AgencyPart.Of(municipality, snapshot, calendar, today, before);
            });
        return former is not null && former.Day == today && former.Municipalities.AsEnumerable().SequenceEqual(parts)
            ? former
            : new(today, [.. parts]);
    }

    private void RefreshInBackground() => _ = RefreshAsync();

    private async Task RefreshAsync()
    {
        try
        {
            await shared.RefreshAsync();
        }
        catch (Exception exception)
        {
            // Pages keep the former snapshot; the next change or the periodic refresh tries again.
            LogNotLoaded(logger, exception.FailureLevel, exception);
        }
    }

    [LoggerMessage("The agency's snapshot could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage(LogLevel.Error, "A subscriber to the agency's snapshot threw an exception")]
    private static partial void LogSubscriberThrew(ILogger logger, Exception exception);
}
