using System.Collections.Concurrent;

namespace ContactPortal.Domain.Messaging;

/// <summary>A thread-safe list of callbacks; disposing a subscription, once or more often, removes its callback.</summary>
internal sealed class SubscriberList<T>
{
    private readonly ConcurrentDictionary<long, Action<T>> subscriptions = [];
    private long last;

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action<T> handler)
    {
        var id = Interlocked.Increment(ref last);
        subscriptions[id] = handler;
        return new Subscription(this, id);
    }

    /// <summary>Calls all subscribers, on the caller's thread, in no defined order.</summary>
    public void Publish(T value)
    {
        foreach (var (_, handler) in subscriptions)
            handler(value);
    }

    private sealed class Subscription(SubscriberList<T> list, long id) : IDisposable
    {
        public void Dispose() => list.subscriptions.TryRemove(id, out _);
    }
}
