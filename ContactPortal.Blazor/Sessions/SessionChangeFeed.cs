using System.Collections.Concurrent;
using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// Publishes that a session has changed, to its open pages in every tab and in every process: signed out, or switched to another
/// organisation. The pages then reload (O1).
/// </summary>
internal sealed class SessionChangeFeed
{
    private readonly SessionActivityStore activity;
    private readonly Backplane backplane;
    private readonly ConcurrentDictionary<long, (Session? Session, Action Changed)> subscriptions = [];
    private long last;

    public SessionChangeFeed(SessionActivityStore activityStore, Backplane backplane)
    {
        (this.activity, this.backplane) = (activityStore, backplane);

        // Both are singletons: the subscriptions last as long as the backplane.
        _ = backplane.Subscribe(BackplaneTopics.Session, PublishLocally);
        _ = backplane.SubscribeToResync(activityStore.RequireCheckOfAll);
    }

    /// <summary>Calls back when the session changes; on any thread.</summary>
    public IDisposable Subscribe(Session session, Action changed) => Add(session, changed);

    /// <summary>Calls back when any session begins, changes or ends; on any thread.</summary>
    public IDisposable SubscribeToAll(Action changed) => Add(null, changed);

    /// <summary>Publishes a change of the session with that id; its next request is checked.</summary>
    public void Publish(string id)
    {
        PublishLocally(id);
        backplane.Publish(BackplaneTopics.Session, id);
    }

    private Subscription Add(Session? session, Action changed)
    {
        var id = Interlocked.Increment(ref last);
        subscriptions[id] = (session, changed);
        return new Subscription(this, id);
    }

    private void PublishLocally(string id)
    {
        activity.RequireCheck(id);
        foreach (var (_, (session, changed)) in subscriptions)
        {
            if (session is null || session.Id == id)
                changed();
        }
    }

    private sealed class Subscription(SessionChangeFeed sessions, long id) : IDisposable
    {
        public void Dispose() => sessions.subscriptions.TryRemove(id, out _);
    }
}
