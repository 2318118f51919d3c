using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Says in every process that it stands otherwise with an organisation's mails; whoever shows them reads them again.</summary>
public sealed class MailFeed
{
    private readonly Listeners<OrganisationCode?> listeners = new();
    private readonly Wire wire;

    /// <summary>A feed that tells the other processes over that wire, and tells everybody when word may have been missed.</summary>
    public MailFeed(Wire wire)
    {
        this.wire = wire;

        // For as long as the wire itself lives.
        _ = wire.Listen(WireTopics.Mails, body => listeners.Tell(OrganisationCode.Parse(body)));
        _ = wire.OnDoubt(() => listeners.Tell(null));
    }

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Listen(OrganisationCode organisation, Action heard) => listeners.Add(told =>
    {
        // None in particular is all of them.
        if (told is null || told == organisation)
            heard();
    });

    internal void Tell(OrganisationCode organisation)
    {
        listeners.Tell(organisation);
        wire.Say(WireTopics.Mails, organisation.ToString());
    }
}
