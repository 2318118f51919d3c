using System.Security.Cryptography;
using System.Text;

namespace ContactPortal.Blazor.Sessions;

/// <summary>One sign-in of one person.</summary>
/// <param name="Id">The id, known only to the server and in the cookie.</param>
/// <param name="Began">When the person signed in, in whole seconds.</param>
/// <param name="AtProvider">The key of the identity provider's session (<see cref="KeyAtProvider"/>); null without a provider.</param>
public sealed record Session(string Id, DateTimeOffset Began, string? AtProvider = null)
{
    /// <summary>A session that begins now.</summary>
    public static Session BeginAt(DateTimeOffset now, string? atProvider = null) => new(NewId(), now, atProvider);

    /// <summary>The session that continues this one for another organisation: it began at the same time, and has an id of its own.</summary>
    public Session Continue() => this with { Id = NewId() };

    /// <summary>
    /// The key of a provider's session: a hash, so that it has one length for every provider and the tables hold none of its secrets.
    /// </summary>
    public static string KeyAtProvider(string issuer, string session) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{session}")));

    /// <summary>Whether revoking the key ends this session: the key is its own id or that of the provider's session.</summary>
    public bool IsEndedBy(string key) => Id == key || AtProvider == key;

    private static string NewId() => Guid.NewGuid().ToString("N");
}
