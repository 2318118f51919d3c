using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The state of an invitation.</summary>
public enum InvitationState
{
    /// <summary>Not used yet ("inviteret").</summary>
    Open,

    /// <summary>Expired ("udløbet").</summary>
    Expired,

    /// <summary>Accepted ("i gang").</summary>
    Accepted,

    /// <summary>Withdrawn, or replaced by another one.</summary>
    Withdrawn,
}

/// <summary>
/// An invitation of an organisation's first person or administrator (P6): its link works once, until it expires, and only for a sign-in of that
/// organisation. Only a hash of its secret is stored.
/// </summary>
public sealed class Invitation
{
    /// <summary>The path of the links, before the secret.</summary>
    public const string BasePath = "/invitation/";

    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const int TokenLength = 32;

    /// <summary>The organisation: a municipality, or the agency itself.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The invitation's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address that it was sent to.</summary>
    public required string Email { get; init; }

    /// <summary>The hash of the secret in the link.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>The name of who made it.</summary>
    public required string InvitedBy { get; init; }

    /// <summary>Until when the link works.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was accepted; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; internal set; }

    /// <summary>The person that accepted it.</summary>
    public Guid? UsedByPersonId { get; internal set; }

    /// <summary>When it was withdrawn, or another took its place; null while it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; internal set; }

    /// <summary>How it stands at that moment.</summary>
    public InvitationState StateAt(DateTimeOffset moment) => this switch
    {
        { UsedAt: not null } => InvitationState.Accepted,
        { WithdrawnAt: not null } => InvitationState.Withdrawn,
        _ => ExpiresAt <= moment ? InvitationState.Expired : InvitationState.Open,
    };

    /// <summary>A new secret for a link: 32 random bytes, as text that can stand in an address.</summary>
    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));

    /// <summary>What is kept of a secret.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The path of the link with that secret.</summary>
    public static string PathOf(string secret) => BasePath + secret;
}
