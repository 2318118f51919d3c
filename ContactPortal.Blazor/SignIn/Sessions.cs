using System.Collections.Immutable;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Tells the open pages of a session when it is no longer what they were opened for: signed out, or acting for another
/// organisation. They leave at once, in every tab (O1).
/// </summary>
internal sealed class Sessions(SessionMoments moments)
{
    private ImmutableArray<Watch> watches = [];

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
