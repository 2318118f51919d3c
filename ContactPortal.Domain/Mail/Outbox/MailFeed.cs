using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Publishes in every process that the state of an organisation's mails has changed; subscribers read them again.</summary>
public sealed class MailFeed
{
    private readonly SubscriberList<OrganisationCode?> subscribers = new();
    private readonly Backplane backplane;

    /// <summary>A feed that publishes to the other processes, and notifies all subscribers when messages may have been lost.</summary>
    public MailFeed(Backplane backplane)
    {
        this.backplane = backplane;

        // Never disposed: its lifetime is that of the backplane.
        _ = backplane.Subscribe(BackplaneTopics.Mails, body => subscribers.Publish(OrganisationCode.Parse(body)));
        _ = backplane.SubscribeToResync(() => subscribers.Publish(null));
    }

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(OrganisationCode organisation, Action handler) => subscribers.Subscribe(changed =>
    {
        // Null means any organisation.
        if (changed is null || changed == organisation)
            handler();
    });

    /// <summary>The same for the mails of all organisations.</summary>
    public IDisposable SubscribeToAll(Action handler) => subscribers.Subscribe(_ => handler());

    internal void Publish(OrganisationCode organisation)
    {
        subscribers.Publish(organisation);
        backplane.Publish(BackplaneTopics.Mails, organisation.ToString());
    }
}
