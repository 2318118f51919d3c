using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Says in every process that it stands otherwise with an organisation's mails; whoever shows them reads them again.</summary>
public sealed class MailFeed
{
    private readonly SubscriberList<OrganisationCode?> subscribers = new();
    private readonly Backplane backplane;

    /// <summary>A feed that tells the other processes over that wire, and tells everybody when word may have been missed.</summary>
    public MailFeed(Backplane backplane)
    {
        this.backplane = backplane;

        // For as long as the wire itself lives.
        _ = backplane.Subscribe(BackplaneTopics.Mails, body => subscribers.Publish(OrganisationCode.Parse(body)));
        _ = backplane.SubscribeToResync(() => subscribers.Publish(null));
    }

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(OrganisationCode organisation, Action handler) => subscribers.Subscribe(told =>
    {
        // None in particular is all of them.
        if (told is null || told == organisation)
            handler();
    });

    internal void Publish(OrganisationCode organisation)
    {
        subscribers.Publish(organisation);
        backplane.Publish(BackplaneTopics.Mails, organisation.ToString());
    }
}
