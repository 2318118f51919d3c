using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// Tells the open pages of a session when it is no longer what they were opened for: signed out, or acting for another
/// organisation. They leave at once, in every tab and at every process (O1).
/// </summary>
internal sealed class SessionChangeFeed
{
    private readonly SessionActivityStore activity;
    private readonly Backplane backplane;
    private readonly ConcurrentDictionary<long, (Session Session, Action Changed)> subscriptions = [];
    private long last;

    public SessionChangeFeed(SessionActivityStore moments, Backplane backplane)
    {
        (this.activity, this.backplane) = (moments, backplane);

        // For as long as the wire itself lives.
        _ = backplane.Subscribe(BackplaneTopics.Session, PublishLocally);
        _ = backplane.SubscribeToResync(moments.RequireCheckOfAll);
    }

    /// <summary>Calls back when the session changes; from any thread.</summary>
    public IDisposable Subscribe(Session session, Action changed)
    {
        var id = Interlocked.Increment(ref last);
        subscriptions[id] = (session, changed);
        return new Subscription(this, id);
    }

    /// <summary>Tells every open page of the session with that id, or with that key at the provider; its next request is looked at anew.</summary>
    public void Publish(string key)
    {
        PublishLocally(key);
        backplane.Publish(BackplaneTopics.Session, key);
    }

    private void PublishLocally(string key)
    {
        activity.RequireCheck(key);
        foreach (var (_, (session, changed)) in subscriptions)
        {
            if (session.IsEndedBy(key))
                changed();
        }
    }

    private sealed class Subscription(SessionChangeFeed sessions, long id) : IDisposable
    {
        public void Dispose() => sessions.subscriptions.TryRemove(id, out _);
    }
}
