using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Live;

/// <summary>That an organisation's history has grown to a number; what changed is read again by whoever wants to know.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of its newest change.</param>
public readonly record struct Change(OrganisationCode Organisation, long Number);

/// <summary>Carries word of committed changes to everybody in the process who listens. Holds nothing back and stores nothing.</summary>
public sealed class ChangeFeed
{
    private ImmutableArray<Listener> listeners = [];

    /// <summary>Calls back for every change from now on, on the announcer's thread; the callback must be short and never throw.</summary>
    public IDisposable Listen(Action<Change> heard)
    {
        var listener = new Listener(this, heard);
        ImmutableInterlocked.Update(ref listeners, all => all.Add(listener));
        return listener;
    }

    /// <summary>Announces a change that has been committed.</summary>
    public void Announce(Change change)
    {
        foreach (var listener in listeners)
            listener.Hear(change);
    }

    private sealed class Listener(ChangeFeed feed, Action<Change> heard) : IDisposable
    {
        public void Hear(Change change) => heard(change);

        public void Dispose() => ImmutableInterlocked.Update(ref feed.listeners, all => all.Remove(this));
    }
}
