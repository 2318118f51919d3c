using System.Collections.Immutable;
using ContactPortal.Domain.Live;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Tells the open pages of a session when it is no longer what they were opened for: signed out, or acting for another
/// organisation. They leave at once, in every tab and at every process (O1).
/// </summary>
internal sealed class Sessions
{
    private readonly SessionMoments moments;
    private readonly Wire wire;
    private ImmutableArray<Watch> watches = [];

    public Sessions(SessionMoments moments, Wire wire)
    {
        (this.moments, this.wire) = (moments, wire);

        // For as long as the wire itself lives.
        _ = wire.Listen(WireTopics.Session, TellHere);
        _ = wire.OnDoubt(moments.DoubtAll);
    }

    /// <summary>Calls back when the session changes; from any thread.</summary>
    public IDisposable OnChange(Session session, Action changed)
    {
        var watch = new Watch(this, session, changed);
        ImmutableInterlocked.Update(ref watches, all => all.Add(watch));
        return watch;
    }

    /// <summary>Tells every open page of the session with that id, or with that key at the provider; its next request is looked at anew.</summary>
    public void Change(string key)
    {
        TellHere(key);
        wire.Say(WireTopics.Session, key);
    }

    private void TellHere(string key)
    {
        moments.Doubt(key);
        foreach (var watch in watches.Where(w => w.Session.EndsWith(key)))
            watch.Tell();
    }

    private sealed class Watch(Sessions sessions, Session session, Action changed) : IDisposable
    {
        public Session Session => session;

        public void Tell() => changed();

        public void Dispose() => ImmutableInterlocked.Update(ref sessions.watches, all => all.Remove(this));
    }
}
