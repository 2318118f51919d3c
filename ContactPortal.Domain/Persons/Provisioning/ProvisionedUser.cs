using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// What a municipality's own directory (Entra ID, Okta) sent about a person, beside the person's entry (P8). A person who was added by
/// hand has none until the directory changes it.
/// </summary>
public sealed class ProvisionedUser
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The UUID of the person; the directory knows the user by it.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The user name as it is compared; unique among the users that are not deleted.</summary>
    public required string UserNameKey { get; set; }

    /// <summary>The directory's own id as it is compared; null when it sent none. That of a deleted user is kept, to restore it.</summary>
    public string? ExternalIdKey { get; set; }

    /// <summary>What was sent, as JSON of <see cref="ProvisionedAttributes"/>.</summary>
    public required string Attributes { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>
    /// When the directory deleted the user, or gave its user name to another; null while the directory can read it. The person's entry
    /// stays.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When the directory marked the person as left; null while the person works there, or left otherwise.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The user name as it is compared: case does not count.</summary>
    public static string KeyOfUserName(string userName) => userName.Trim().ToLowerInvariant();

    /// <summary>The directory's own id as it is compared: a UUID in any format is the same, other ids are compared exactly.</summary>
    public static string? KeyOfExternalId(string? externalId) =>
        string.IsNullOrWhiteSpace(externalId) ? null
        : IdentifierText.UuidOf(externalId) is { } uuid ? IdentifierText.Of(uuid)
        : externalId.Trim();
}
