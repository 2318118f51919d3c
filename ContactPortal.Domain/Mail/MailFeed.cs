using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Mail;

/// <summary>Says in the process that it stands otherwise with an organisation's mails; whoever shows them reads them again.</summary>
public sealed class MailFeed
{
    private ImmutableArray<Listener> listeners = [];

    /// <summary>Calls back from now on; the callback must be short and never throw.</summary>
    public IDisposable Listen(OrganisationCode organisation, Action heard)
    {
        var listener = new Listener(this, organisation, heard);
        ImmutableInterlocked.Update(ref listeners, all => all.Add(listener));
        return listener;
    }

    internal void Tell(OrganisationCode organisation)
    {
        foreach (var listener in listeners.Where(l => l.Organisation == organisation))
            listener.Hear();
    }

    private sealed class Listener(MailFeed feed, OrganisationCode organisation, Action heard) : IDisposable
    {
        public OrganisationCode Organisation => organisation;

        public void Hear() => heard();

        public void Dispose() => ImmutableInterlocked.Update(ref feed.listeners, all => all.Remove(this));
    }
}
