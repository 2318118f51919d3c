using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Tracks whether the database answers the queries that keep pages up to date. While it does not, pages keep their old data and say so.
/// </summary>
public sealed class DatabaseAvailability
{
    private readonly SubscriberList<bool> subscribers = new();
    private readonly Lock sync = new();
    private long lastStarted;
    private long lastCompleted;
    private volatile bool isUnavailable;

    /// <summary>True while the latest completed query succeeded, and before the first one.</summary>
    public bool IsAvailable => !isUnavailable;

    /// <summary>Calls back when <see cref="IsAvailable"/> has changed, on any thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action changed) => subscribers.Subscribe(_ => changed());

    /// <summary>
    /// Runs a query and records from its success or failure whether the database is available. A cancelled query records nothing.
    /// </summary>
    internal async Task<T> TrackAsync<T>(Func<Task<T>> query)
    {
        var number = Interlocked.Increment(ref lastStarted);
        try
        {
            var result = await query();
            Record(number, failed: false);
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Record(number, failed: true);
            throw;
        }
    }

    // A query that hung during an outage may fail after a later one has succeeded: only the newest result counts.
    private void Record(long number, bool failed)
    {
        lock (sync)
        {
            if (number < lastCompleted)
                return;
            lastCompleted = number;
            if (isUnavailable == failed)
                return;
            isUnavailable = failed;
        }

        subscribers.Publish(failed);
    }
}
