namespace ContactPortal.Domain.Contacts;

/// <summary>A contact as it stands in a snapshot.</summary>
/// <param name="Id">The contact's id.</param>
/// <param name="PersonId">The UUID of the person who is the contact now.</param>
/// <param name="HeldSince">Since when that person has been the contact.</param>
/// <param name="Version">The version of the contact's newest change; a row is rendered again only when it grows.</param>
/// <param name="Values">Its fields as they are stored.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="ChangedById">The UUID of the person who changed it.</param>
/// <param name="ChangedBy">The name of the person who changed it.</param>
public sealed record ContactView(
    Guid Id, Guid PersonId, DateTimeOffset HeldSince, long Version, ContactValues Values, DateTimeOffset ChangedAt,
    Guid ChangedById, string ChangedBy)
{
    /// <summary>When the person who is the contact left (P5); null if they have not, or if the view is not part of a snapshot.</summary>
    public DateTimeOffset? HolderLeft { get; init; }

    /// <summary>
    /// Whether none of the organisation's persons has an address of the contact's domain; false if the view is not part of a snapshot.
    /// </summary>
    public bool HasForeignDomain { get; init; }

    /// <summary>The view of a contact row.</summary>
    public static ContactView Of(Contact contact) =>
        new(
            contact.Id, contact.PersonId, contact.HeldSince, contact.Version, contact.Values, contact.ChangedAt, contact.ChangedById,
            contact.ChangedBy);
}
