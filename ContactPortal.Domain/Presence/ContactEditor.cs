using System.Text.Json.Serialization;

namespace ContactPortal.Domain.Presence;

/// <summary>A browser tab in which somebody edits a contact, or a person of the Brugerkatalog.</summary>
/// <param name="Tab">The tab's own id: one person's two tabs count as two (K13).</param>
/// <param name="PersonId">The UUID of the person who edits.</param>
/// <param name="Name">The name of the person who edits.</param>
/// <param name="Edited">
/// The id of the contact or person that is edited. Sent by the name that version 1.0.0 gave it, so that versions understand each other.
/// </param>
public sealed record ContactEditor(Guid Tab, Guid PersonId, string Name, [property: JsonPropertyName("ContactId")] Guid Edited);
