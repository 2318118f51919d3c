using System.Collections.Concurrent;
using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Tells the open pages of a session when it is no longer what they were opened for: signed out, or acting for another
/// organisation. They leave at once, in every tab and at every process (O1).
/// </summary>
internal sealed class Sessions
{
    private readonly SessionMoments moments;
    private readonly Backplane wire;
    private readonly ConcurrentDictionary<long, (Session Session, Action Changed)> watches = [];
    private long last;

    public Sessions(SessionMoments moments, Backplane wire)
    {
        (this.moments, this.wire) = (moments, wire);

        // For as long as the wire itself lives.
        _ = wire.Subscribe(BackplaneTopics.Session, TellHere);
        _ = wire.SubscribeToResync(moments.DoubtAll);
    }

    /// <summary>Calls back when the session changes; from any thread.</summary>
    public IDisposable OnChange(Session session, Action changed)
    {
        var id = Interlocked.Increment(ref last);
        watches[id] = (session, changed);
        return new Watch(this, id);
    }

    /// <summary>Tells every open page of the session with that id, or with that key at the provider; its next request is looked at anew.</summary>
    public void Change(string key)
    {
        TellHere(key);
        wire.Publish(BackplaneTopics.Session, key);
    }

    private void TellHere(string key)
    {
        moments.Doubt(key);
        foreach (var (_, (session, changed)) in watches)
        {
            if (session.EndsWith(key))
                changed();
        }
    }

    private sealed class Watch(Sessions sessions, long id) : IDisposable
    {
        public void Dispose() => sessions.watches.TryRemove(id, out _);
    }
}
