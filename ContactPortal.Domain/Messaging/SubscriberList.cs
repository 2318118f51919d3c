using System.Collections.Concurrent;

namespace ContactPortal.Domain.Messaging;

/// <summary>Those who want to hear of something, from any thread; each lets go by disposing what it was given, once or more often.</summary>
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

    /// <summary>Tells all of them, on the caller's thread, in no order.</summary>
    public void Publish(T news)
    {
        foreach (var (_, handler) in subscriptions)
            handler(news);
    }

    private sealed class Subscription(SubscriberList<T> those, long id) : IDisposable
    {
        public void Dispose() => those.subscriptions.TryRemove(id, out _);
    }
}
