using System.Collections.Concurrent;

namespace ContactPortal.Domain.Messaging;

/// <summary>
/// Fire-and-forget messages between the processes of one portal. Delivery is not guaranteed: a message says only that something changed,
/// and the receiver reads it from the database. With a single process there is no transport and publishing does nothing.
/// </summary>
public sealed class Backplane
{
    /// <summary>A sender that matches no process: the sending process receives the message too.</summary>
    internal const string AnySender = "-";

    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly SubscriberList<string> transports = new();
    private readonly SubscriberList<bool> resyncSubscribers = new();
    private readonly SubscriberList<bool> disconnectSubscribers = new();
    private readonly ConcurrentDictionary<string, SubscriberList<string>> topics = [];

    /// <summary>Sends to the other processes; subscribers in this process are not called.</summary>
    public void Publish(string topic, string body) => transports.Publish(Encode(topic, self, body));

    /// <summary>Calls back for messages from other processes, on any thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(string topic, Action<string> handler) => topics.GetOrAdd(topic, _ => new()).Subscribe(handler);

    /// <summary>
    /// Calls back when messages may have been lost, on any thread: the subscriber compares its state with the database. The callback must
    /// be short and never throw.
    /// </summary>
    public IDisposable SubscribeToResync(Action resync) => resyncSubscribers.Subscribe(_ => resync());

    /// <summary>
    /// Calls back when the connection to the other processes is lost, on any thread: the database may be unavailable. The callback must be
    /// short and never throw.
    /// </summary>
    public IDisposable SubscribeToDisconnect(Action disconnected) => disconnectSubscribers.Subscribe(_ => disconnected());

    /// <summary>The wire format of a message: topic, sender and body, separated by spaces.</summary>
    internal static string Encode(string topic, string sender, string body) => $"{topic} {sender} {body}";

    /// <summary>Passes every encoded message published in this process to a transport.</summary>
    internal IDisposable AttachTransport(Action<string> send) => transports.Subscribe(send);

    /// <summary>Notifies subscribers that messages may have been lost.</summary>
    internal void RequestResync() => resyncSubscribers.Publish(true);

    /// <summary>Notifies subscribers that the connection to the other processes is lost.</summary>
    internal void NotifyDisconnected() => disconnectSubscribers.Publish(true);

    /// <summary>Dispatches a received message; false when it is malformed or its topic has never been subscribed to here.</summary>
    internal bool TryDispatch(string message)
    {
        if (message.Split(' ', 3) is not [var topic, var sender, var body] || !topics.TryGetValue(topic, out var subscribers))
            return false;
        if (sender != self)
            subscribers.Publish(body);
        return true;
    }
}
