using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Notifies the dispatcher of this process that a transaction has queued mails. Nothing is lost when nobody subscribes: the dispatcher
/// polls the outbox as well.
/// </summary>
public sealed class OutboxSignal
{
    private readonly SubscriberList<bool> subscribers = new();

    /// <summary>
    /// Calls back after each commit that queued mails, on the writer's thread; the callback must be short and never throw.
    /// </summary>
    public IDisposable Subscribe(Action queued) => subscribers.Subscribe(_ => queued());

    /// <summary>Signals that queued mails have been committed.</summary>
    internal void Publish() => subscribers.Publish(true);
}
