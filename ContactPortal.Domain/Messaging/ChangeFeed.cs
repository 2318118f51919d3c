using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Messaging;

/// <summary>That an organisation's history has grown to a number; what changed is read again by whoever wants to know.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of its newest change.</param>
public readonly record struct Change(OrganisationCode Organisation, long Number);

/// <summary>Carries word of committed changes to everybody in the process who listens. Holds nothing back and stores nothing.</summary>
public sealed class ChangeFeed
{
    private readonly SubscriberList<Change> subscribers = new();

    /// <summary>Calls back for every change from now on, on the announcer's thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(Action<Change> handler) => subscribers.Subscribe(handler);

    /// <summary>Announces a change that has been committed.</summary>
    public void Publish(Change change) => subscribers.Publish(change);
}
