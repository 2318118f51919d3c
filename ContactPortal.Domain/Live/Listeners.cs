using System.Collections.Concurrent;

namespace ContactPortal.Domain.Live;

/// <summary>Those who want to hear of something, from any thread; each lets go by disposing what it was given, once or more often.</summary>
internal sealed class Listeners<T>
{
    private readonly ConcurrentDictionary<long, Action<T>> all = [];
    private long last;

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Add(Action<T> heard)
    {
        var id = Interlocked.Increment(ref last);
        all[id] = heard;
        return new Listener(this, id);
    }

    /// <summary>Tells all of them, on the caller's thread, in no order.</summary>
    public void Tell(T news)
    {
        foreach (var (_, heard) in all)
            heard(news);
    }

    private sealed class Listener(Listeners<T> those, long id) : IDisposable
    {
        public void Dispose() => those.all.TryRemove(id, out _);
    }
}
