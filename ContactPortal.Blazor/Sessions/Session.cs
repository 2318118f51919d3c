using System.Security.Cryptography;
using System.Text;

namespace ContactPortal.Blazor.Sessions;

/// <summary>One sign-in of one person: everything that belongs to it carries its id.</summary>
/// <param name="Id">The id, known to nobody but the cookie and the server.</param>
/// <param name="Began">When the person signed in, in whole seconds.</param>
/// <param name="AtProvider">What the identity provider's own session is known by here; null when it has none.</param>
public sealed record Session(string Id, DateTimeOffset Began, string? AtProvider = null)
{
    /// <summary>A session that begins now.</summary>
    public static Session BeginAt(DateTimeOffset now, string? atProvider = null) => new(Guid.NewGuid().ToString("N"), now, atProvider);

    /// <summary>The provider's session as it is known here: the same length for every provider, and no secret of theirs in our tables.</summary>
    public static string KeyAtProvider(string issuer, string session) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{session}")));

    /// <summary>Whether the session ends when that one ends, which is itself or the provider's.</summary>
    public bool IsEndedBy(string key) => Id == key || AtProvider == key;
}
