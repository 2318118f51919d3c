using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// One immutable value that is loaded from the database and shared by its subscribers. All callers wait for the same load, and any number
/// of refreshes during a load cause one more.
/// </summary>
/// <param name="load">Loads the value.</param>
/// <param name="subscriberThrew">Receives the exception of a subscriber that throws although it must not.</param>
internal sealed class SharedSnapshot<T>(Func<Task<T>> load, Action<Exception> subscriberThrew)
    where T : class
{
    private readonly Lock sync = new();
    private readonly ConcurrentDictionary<long, Action> subscribers = [];
    private readonly SignalCoalescer changes = new();
    private Task<T>? loading;
    private long lastSubscriber;

    /// <summary>The newest value, or null until the first one has been loaded.</summary>
    public T? Current { get; private set; }

    /// <summary>Whether anybody subscribes.</summary>
    public bool HasSubscribers => !subscribers.IsEmpty;

    /// <summary>Whether a change may be missing in the current value; a first load in progress may have read before it.</summary>
    /// <param name="lacks">Whether a value lacks the change.</param>
    public bool IsBehind(Func<T, bool> lacks)
    {
        lock (sync)
            return Current is { } current ? lacks(current) : loading is not null || HasSubscribers;
    }

    /// <summary>
    /// Calls back whenever the value is replaced, until disposed. The callback comes on any thread, must be short and never throw.
    /// </summary>
    public IDisposable Subscribe(Action changed)
    {
        var id = Interlocked.Increment(ref lastSubscriber);
        subscribers[id] = changed;
        return new Subscription(this, id);
    }

    /// <summary>The first load, shared by all callers that wait for it.</summary>
    public Task<T> GetFirstAsync()
    {
        lock (sync)
            return loading ??= Task.Run(LoadAsync);
    }

    /// <summary>Loads; during a load any number of calls cause exactly one more.</summary>
    public Task<T> RefreshAsync()
    {
        lock (sync)
        {
            changes.Signal();
            return loading ??= Task.Run(LoadAsync);
        }
    }

    private async Task<T> LoadAsync()
    {
        while (true)
        {
            changes.Begin();
            T loaded;
            try
            {
                loaded = await load();
            }
            catch
            {
                lock (sync)
                    loading = null;
                throw;
            }

            lock (sync)
                Current = loaded;

            // Whoever subscribes too late for this loop reads the new value from Current.
            foreach (var (_, changed) in subscribers)
                Notify(changed);

            lock (sync)
            {
                if (changes.IsPending)
                    continue;
                loading = null;
                return loaded;
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
            subscriberThrew(exception);
        }
    }

    private sealed class Subscription(SharedSnapshot<T> owner, long id) : IDisposable
    {
        public void Dispose() => owner.subscribers.TryRemove(id, out _);
    }
}
