using ContactPortal.Domain.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// The framework's own manager of keys, which reads them anew when another process has made one or withdrawn some: otherwise it would ask
/// once a day, and refuse the other's cookies meanwhile.
/// </summary>
internal sealed class SharedKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager inner;
    private readonly Wire wire;
    private readonly Func<IDataProtectionProvider> ring;
    private CancellationTokenSource known = new();

    /// <summary>A manager of the keys that the ring, which is made after it, is made of.</summary>
    public SharedKeyManager(XmlKeyManager inner, Wire wire, Func<IDataProtectionProvider> ring)
    {
        (this.inner, this.wire, this.ring) = (inner, wire, ring);

        // For as long as the wire itself lives.
        _ = wire.Listen(WireTopics.Keys, _ => Forget());
        _ = wire.OnDoubt(Forget);
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate)
    {
        var key = inner.CreateNewKey(activationDate, expirationDate);
        Say();
        return key;
    }

    public IReadOnlyCollection<IKey> GetAllKeys() => inner.GetAllKeys();

    public CancellationToken GetCacheExpirationToken() =>
        CancellationTokenSource.CreateLinkedTokenSource(inner.GetCacheExpirationToken(), Volatile.Read(ref known).Token).Token;

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null)
    {
        inner.RevokeAllKeys(revocationDate, reason);
        Say();
    }

    public void RevokeKey(Guid keyId, string? reason = null)
    {
        inner.RevokeKey(keyId, reason);
        Say();
    }

    public void Dispose() => known.Dispose();

    private void Say() => wire.Say(WireTopics.Keys, "");

    private void Forget()
    {
        Interlocked.Exchange(ref known, new()).Cancel();

        // The ring gives out what it has once more, and reads anew behind the back of whoever uses it next.
        _ = Task.Run(() => ring().CreateProtector(nameof(SharedKeyManager)).Protect([]));
    }
}
