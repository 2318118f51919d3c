using System.Collections.Immutable;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Tells the open pages of a session when it is no longer what they were opened for: signed out, or acting for another
/// organisation. They leave at once, in every tab (O1).
/// </summary>
internal sealed class Sessions
{
    private ImmutableArray<Watch> watches = [];

    /// <summary>Calls back when the session with that id changes; from any thread.</summary>
    public IDisposable OnChange(string session, Action changed)
    {
        var watch = new Watch(this, session, changed);
        ImmutableInterlocked.Update(ref watches, all => all.Add(watch));
        return watch;
    }

    /// <summary>Tells every open page of that session.</summary>
    public void Change(string session)
    {
        foreach (var watch in watches.Where(w => w.Session == session))
            watch.Tell();
    }

    private sealed class Watch(Sessions sessions, string session, Action changed) : IDisposable
    {
        public string Session => session;

        public void Tell() => changed();

        public void Dispose() => ImmutableInterlocked.Update(ref sessions.watches, all => all.Remove(this));
    }
}
