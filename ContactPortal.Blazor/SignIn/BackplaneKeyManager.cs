using ContactPortal.Domain.Messaging;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// The framework's own manager of keys, which reads them anew when another process has made one or withdrawn some: otherwise it would ask
/// once a day, and refuse the other's cookies meanwhile.
/// </summary>
internal sealed partial class BackplaneKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager inner;
    private readonly Backplane backplane;
    private readonly Func<IDataProtectionProvider> ring;
    private readonly ILogger<BackplaneKeyManager> logger;
    private readonly SignalCoalescer refreshes = new();
    private readonly IDisposable[] subscriptions;
    private Expiration current = new();

    /// <summary>A manager of the keys that the ring, which is made after it, is made of.</summary>
    public BackplaneKeyManager(XmlKeyManager inner, Backplane backplane, Func<IDataProtectionProvider> ring, ILogger<BackplaneKeyManager> logger)
    {
        (this.inner, this.backplane, this.ring, this.logger) = (inner, backplane, ring, logger);
        subscriptions = [backplane.Subscribe(BackplaneTopics.Keys, _ => Refresh()), backplane.SubscribeToResync(Refresh)];
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate)
    {
        var key = inner.CreateNewKey(activationDate, expirationDate);
        OnKeysChanged();
        return key;
    }

    public IReadOnlyCollection<IKey> GetAllKeys() => inner.GetAllKeys();

    /// <summary>
    /// Expires when the keys are others: those of this process change through here alone, so that the inner manager's own token need not be
    /// listened to.
    /// </summary>
    public CancellationToken GetCacheExpirationToken() => Volatile.Read(ref current).Token;

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null)
    {
        inner.RevokeAllKeys(revocationDate, reason);
        OnKeysChanged();
    }

    public void RevokeKey(Guid keyId, string? reason = null)
    {
        inner.RevokeKey(keyId, reason);
        OnKeysChanged();
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        current.Dispose();
    }

    private void OnKeysChanged()
    {
        Expire();
        backplane.Publish(BackplaneTopics.Keys, "");
    }

    private void Expire()
    {
        using var expired = Interlocked.Exchange(ref current, new());
        expired.Cancel();
    }

    /// <summary>
    /// Has the keys read again. The key-ring provider returns the cached ring once more and refreshes in the background: that is triggered
    /// now, not by the next request.
    /// </summary>
    internal void Refresh()
    {
        Expire();
        if (refreshes.Signal())
            _ = Task.Run(Reload);
    }

    private void Reload()
    {
        refreshes.Begin();
        try
        {
            ring().CreateProtector(nameof(BackplaneKeyManager)).Protect([]);
        }
        catch (Exception exception)
        {
            // The next request that needs a key reads them again.
            LogNotRead(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The keys that another process has changed could not be read yet")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    /// <summary>A token that outlives its source: whoever has it still sees that it is expired once the source is disposed.</summary>
    private sealed class Expiration : IDisposable
    {
        private readonly CancellationTokenSource source = new();

        public Expiration() => Token = source.Token;

        public CancellationToken Token { get; }

        public void Cancel() => source.Cancel();

        public void Dispose() => source.Dispose();
    }
}
