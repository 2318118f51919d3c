using System.Security.Cryptography;
using System.Text;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// A session that began with a sign-in at the identity provider, so that a sign-out there finds it. What identifies it at the provider is
/// stored as hashes: they have one length for every provider, and the table holds none of its values.
/// </summary>
public sealed class ProviderSession
{
    /// <summary>The portal's own id of the session.</summary>
    public required string Session { get; init; }

    /// <summary>The hash of issuer and <c>sid</c>; null when the token has no <c>sid</c>.</summary>
    public string? IssuerAndSid { get; init; }

    /// <summary>The hash of <c>sid</c> alone, for sign-outs that do not name the issuer; null when the token has none.</summary>
    public string? Sid { get; init; }

    /// <summary>The hash of issuer and <c>sub</c>.</summary>
    public required string IssuerAndSubject { get; init; }

    /// <summary>The encrypted id_token, which the sign-out hints at; null when it is too long for the address of a request.</summary>
    public string? IdToken { get; init; }

    /// <summary>When the person signed in.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>The session under another id of the portal.</summary>
    internal ProviderSession ContinuedAs(string session) => new()
    {
        Session = session, IssuerAndSid = IssuerAndSid, Sid = Sid, IssuerAndSubject = IssuerAndSubject, IdToken = IdToken,
        BeganAt = BeganAt,
    };

    /// <summary>The hash of values that the provider states, in lower-case hexadecimal digits.</summary>
    public static string HashOf(params ReadOnlySpan<string> values) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', values))));
}
