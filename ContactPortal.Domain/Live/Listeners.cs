using System.Collections.Immutable;

namespace ContactPortal.Domain.Live;

/// <summary>Those who want to hear of something, from any thread; each lets go by disposing what it was given, once or more often.</summary>
internal sealed class Listeners<T>
{
    private ImmutableArray<Listener> all = [];

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Add(Action<T> heard)
    {
        var listener = new Listener(this, heard);
        ImmutableInterlocked.Update(ref all, those => those.Add(listener));
        return listener;
    }

    /// <summary>Tells all of them, on the caller's thread.</summary>
    public void Tell(T news)
    {
        foreach (var listener in all)
            listener.Hear(news);
    }

    private sealed class Listener(Listeners<T> those, Action<T> heard) : IDisposable
    {
        public void Hear(T news) => heard(news);

        public void Dispose() => ImmutableInterlocked.Update(ref those.all, all => all.Remove(this));
    }
}
