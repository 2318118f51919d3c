using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Whether the database answers when what pages show is compared with it. While it does not, they show what they had, and say so.
/// </summary>
public sealed class DatabaseAvailability
{
    private readonly SubscriberList<bool> subscribers = new();
    private readonly Lock gate = new();
    private long lastStarted;
    private long lastCompleted;
    private volatile bool isUnavailable;

    /// <summary>Whether the last question was answered; so it is before the first.</summary>
    public bool IsAvailable => !isUnavailable;

    /// <summary>Calls back when it has become otherwise, from any thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action changed) => subscribers.Subscribe(_ => changed());

    /// <summary>Puts a question to the database, and takes its answer or its failure for a sign.</summary>
    internal async Task<T> TrackAsync<T>(Func<Task<T>> question)
    {
        var number = Interlocked.Increment(ref lastStarted);
        try
        {
            var answer = await question();
            Record(number, lost: false);
            return answer;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Record(number, lost: true);
            throw;
        }
    }

    // A question that hung while the database was away may fail after a later one was answered.
    private void Record(long number, bool lost)
    {
        lock (gate)
        {
            if (number < lastCompleted)
                return;
            lastCompleted = number;
            if (isUnavailable == lost)
                return;
            isUnavailable = lost;
        }

        subscribers.Publish(lost);
    }
}
