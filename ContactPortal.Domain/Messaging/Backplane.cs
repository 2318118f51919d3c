using System.Collections.Concurrent;

namespace ContactPortal.Domain.Messaging;

/// <summary>What is spoken of between processes.</summary>
public static class BackplaneTopics
{
    /// <summary>An organisation's history has grown.</summary>
    public const string Change = "change";

    /// <summary>Somebody begins, goes on or ends to edit a contact.</summary>
    public const string Presence = "presence";

    /// <summary>It stands otherwise with an organisation's mails.</summary>
    public const string Mails = "mails";

    /// <summary>A session is no longer what its pages were opened for.</summary>
    public const string Session = "session";

    /// <summary>There is another key in the ring.</summary>
    public const string Keys = "keys";
}

/// <summary>
/// The word between the processes of one portal. It is stored nowhere, may get lost, and whoever hears it reads for themselves what it is
/// about; a portal of one process speaks to nobody.
/// </summary>
public sealed class Backplane
{
    /// <summary>Stands for the speaker where its own process is to listen too.</summary>
    internal const string AnySender = "-";

    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly SubscriberList<string> transports = new();
    private readonly SubscriberList<bool> resyncSubscribers = new();
    private readonly SubscriberList<bool> disconnectSubscribers = new();
    private readonly ConcurrentDictionary<string, SubscriberList<string>> topics = [];

    /// <summary>Tells the other processes; this one has told itself already.</summary>
    public void Publish(string topic, string body) => transports.Publish(Encode(topic, self, body));

    /// <summary>Calls back for what other processes say, from any thread; the callback must be short and never throw.</summary>
    public IDisposable Subscribe(string topic, Action<string> handler) => topics.GetOrAdd(topic, _ => new()).Subscribe(handler);

    /// <summary>
    /// Calls back when words may have been missed, from any thread: what has been heard so far is to be compared with the database. The
    /// callback must be short and never throw.
    /// </summary>
    public IDisposable SubscribeToResync(Action doubted) => resyncSubscribers.Subscribe(_ => doubted());

    /// <summary>
    /// Calls back when the line to the other processes has broken, from any thread: it may be the database that is away. The callback must be
    /// short and never throw.
    /// </summary>
    public IDisposable SubscribeToDisconnect(Action broken) => disconnectSubscribers.Subscribe(_ => broken());

    /// <summary>A word as it travels.</summary>
    internal static string Encode(string topic, string speaker, string body) => $"{topic} {speaker} {body}";

    /// <summary>Carries what is said here to the others.</summary>
    internal IDisposable AttachTransport(Action<string> carry) => transports.Subscribe(carry);

    /// <summary>Words may have been missed.</summary>
    internal void RequestResync() => resyncSubscribers.Publish(true);

    /// <summary>The line has broken.</summary>
    internal void NotifyDisconnected() => disconnectSubscribers.Publish(true);

    /// <summary>Passes on what another process said; false when nobody here knows what it is about.</summary>
    internal bool TryDispatch(string word)
    {
        if (word.Split(' ', 3) is not [var topic, var speaker, var body] || !topics.TryGetValue(topic, out var listeners))
            return false;
        if (speaker != self)
            listeners.Publish(body);
        return true;
    }
}

/// <summary>Carries the word between processes, for as long as this one runs.</summary>
public abstract class BackplaneTransport
{
    /// <summary>Carries until it is stopped, however often the line breaks meanwhile.</summary>
    public abstract Task RunAsync(CancellationToken cancellationToken);
}
