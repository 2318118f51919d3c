namespace ContactPortal.Domain.Messaging;

/// <summary>Publishes committed changes to the subscribers in this process, at once and unbuffered.</summary>
public sealed class ChangeFeed
{
    private readonly SubscriberList<Change> subscribers = new();

    /// <summary>Calls back for every change from now on, on the publisher's thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action<Change> handler) => subscribers.Subscribe(handler);

    /// <summary>Publishes a change that has been committed.</summary>
    public void Publish(Change change) => subscribers.Publish(change);
}
