using ContactPortal.Domain.Messaging;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Wraps the framework's key manager and refreshes the keys when another process has created or revoked one, and at every resync. The
/// framework alone refreshes once a day, and would reject the other process's cookies until then.
/// </summary>
internal sealed partial class BackplaneKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager inner;
    private readonly Backplane backplane;
    private readonly Func<IDataProtectionProvider> dataProtection;
    private readonly ILogger<BackplaneKeyManager> logger;
    private readonly SignalCoalescer refreshes = new();
    private readonly IDisposable[] subscriptions;
    private Expiration current = new();

    /// <summary>Creates the manager and subscribes. The data protection provider is built on this manager, hence the delegate.</summary>
    public BackplaneKeyManager(
        XmlKeyManager inner, Backplane backplane, Func<IDataProtectionProvider> dataProtection, ILogger<BackplaneKeyManager> logger)
    {
        (this.inner, this.backplane, this.dataProtection, this.logger) = (inner, backplane, dataProtection, logger);
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
    /// Expires when the keys change. This process changes keys only through this class, so the inner manager's own token is not observed.
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
    /// Expires the cached keys and reloads them. The key-ring provider returns the cached ring once more and refreshes in the background,
    /// so that refresh is triggered now instead of by the next request.
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
            dataProtection().CreateProtector(nameof(BackplaneKeyManager)).Protect([]);
        }
        catch (Exception exception)
        {
            // The next request that needs a key tries again.
            LogNotRead(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Data protection keys changed by another process could not be read yet")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    /// <summary>A cancellation token that can be read after its source is disposed.</summary>
    private sealed class Expiration : IDisposable
    {
        private readonly CancellationTokenSource source = new();

        public Expiration() => Token = source.Token;

        public CancellationToken Token { get; }

        public void Cancel() => source.Cancel();

        public void Dispose() => source.Dispose();
    }
}
