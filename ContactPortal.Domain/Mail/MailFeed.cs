using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Says in the process that it stands otherwise with an organisation's mails; whoever shows them reads them again.</summary>
public sealed class MailFeed
{
    private readonly Listeners<OrganisationCode> listeners = new();

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Listen(OrganisationCode organisation, Action heard) => listeners.Add(told =>
    {
        if (told == organisation)
            heard();
    });

    internal void Tell(OrganisationCode organisation) => listeners.Tell(organisation);
}
