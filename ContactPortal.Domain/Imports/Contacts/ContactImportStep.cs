using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>A contact that a file adds or changes.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="ContactId">The contact; null for a new one.</param>
/// <param name="PersonId">The person who is the contact; null for one who is not in the directory yet.</param>
/// <param name="NewPerson">The person that the contact needs; null when there is one.</param>
/// <param name="Before">The values as they are stored; empty ones for a new contact.</param>
/// <param name="After">The values as they will be, normalised.</param>
public sealed record ContactImportStep(
    int Line, Guid? ContactId, Guid? PersonId, PersonValues? NewPerson, ContactValues Before, ContactValues After);
