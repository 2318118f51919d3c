using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Messaging;

/// <summary>An organisation's history has grown to that number; subscribers read from the database what changed.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of its newest history entry.</param>
public readonly record struct Change(OrganisationCode Organisation, long Number);

/// <summary>Publishes committed changes to the subscribers in this process, at once and unbuffered.</summary>
public sealed class ChangeFeed
{
    private readonly SubscriberList<Change> subscribers = new();

    /// <summary>Calls back for every change from now on, on the publisher's thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action<Change> handler) => subscribers.Subscribe(handler);

    /// <summary>Publishes a change that has been committed.</summary>
    public void Publish(Change change) => subscribers.Publish(change);
}
