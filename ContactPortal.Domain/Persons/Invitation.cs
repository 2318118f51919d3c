using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An invitation to become the agency's first person or a municipality's local administrator (P6). Its link works once, until it expires,
/// and only for a sign-in of that organisation. Only a hash of the link's token is stored.
/// </summary>
public sealed class Invitation
{
    /// <summary>The path of the links, up to the token.</summary>
    public const string BasePath = "/invitation/";

    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    // In bytes.
    private const int TokenLength = 32;

    /// <summary>The organisation: a municipality, or the agency itself.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The invitation's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The e-mail address that it was sent to.</summary>
    public required string Email { get; init; }

    /// <summary>The SHA-256 hash of the link's token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>The name of the person who created it.</summary>
    public required string InvitedBy { get; init; }

    /// <summary>When the link expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was accepted; null unless it was.</summary>
    public DateTimeOffset? UsedAt { get; internal set; }

    /// <summary>The UUID of the person who accepted it; null unless somebody did.</summary>
    public Guid? UsedByPersonId { get; internal set; }

    /// <summary>When it was withdrawn or replaced by a newer invitation; null unless it was.</summary>
    public DateTimeOffset? WithdrawnAt { get; internal set; }

    /// <summary>The state at that moment.</summary>
    public InvitationState StateAt(DateTimeOffset moment) => this switch
    {
        { UsedAt: not null } => InvitationState.Accepted,
        { WithdrawnAt: not null } => InvitationState.Withdrawn,
        _ => ExpiresAt <= moment ? InvitationState.Expired : InvitationState.Open,
    };

    /// <summary>A new token: 32 random bytes in hexadecimal.</summary>
    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));

    /// <summary>The hash of a token, as it is stored.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The path of the link with that token.</summary>
    public static string PathOf(string token) => BasePath + token;
}
