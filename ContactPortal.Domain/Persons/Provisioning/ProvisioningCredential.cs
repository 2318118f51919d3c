using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// A credential with which a municipality's own directory changes its persons (P8). Its token is shown once; only a hash of the secret in
/// it is stored.
/// </summary>
public sealed class ProvisioningCredential
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>How many a municipality can have at a time: two, so that one can be changed without a gap.</summary>
    public const int MostAtATime = 2;

    /// <summary>The beginning of every token, which distinguishes it from the tokens of an identity provider.</summary>
    public const string TokenPrefix = "cpscim_";

    // In bytes.
    private const int SecretLength = 32;
    private const int IdLength = 32;
    private const char Separator = '_';

    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The credential's id; it is part of the token, and no secret.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the administrator calls it; stands in the history as the one who changed a person.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 hash of the secret.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name of the administrator who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was last used, to within an hour; null when it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; internal set; }

    /// <summary>When it was withdrawn; null while it works.</summary>
    public DateTimeOffset? WithdrawnAt { get; internal set; }

    /// <summary>A new secret: 256 random bits in hexadecimal.</summary>
    internal static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>The hash of a secret, as it is stored.</summary>
    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The token: what the directory sends with each request.</summary>
    internal static string TokenOf(Guid id, string secret) =>
        string.Create(CultureInfo.InvariantCulture, $"{TokenPrefix}{id:N}{Separator}{secret}");

    /// <summary>The id and secret of a token; null for a text that is none.</summary>
    internal static (Guid Id, string Secret)? Parse(string token) =>
        token.StartsWith(TokenPrefix, StringComparison.Ordinal)
        && token[TokenPrefix.Length..] is { Length: > IdLength } rest
        && rest[IdLength] == Separator
        && Guid.TryParseExact(rest[..IdLength], "N", out var id)
            ? (id, rest[(IdLength + 1)..])
            : null;

    /// <summary>Whether that is the secret; compared in constant time.</summary>
    internal bool Has(string secret) => CryptographicOperations.FixedTimeEquals(HashOf(secret), SecretHash);
}
