using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Contacts;

/// <summary>A change of a contact that is ready to be written.</summary>
/// <param name="Values">The new values, valid and normalised.</param>
/// <param name="PersonId">The person who is the contact.</param>
/// <param name="Kind">The kind of the history entry; <see cref="HistoryKind.ContactCreated"/> for a new contact.</param>
/// <param name="SaveId">The id of the save.</param>
/// <param name="Source">The name of the file that the change comes from; null when it was made on a page.</param>
internal sealed record ContactUpdate(ContactValues Values, Guid PersonId, HistoryKind Kind, Guid SaveId, string? Source = null);
