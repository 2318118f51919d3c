namespace ContactPortal.Domain.Contacts;

/// <summary>A validation error and its field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Detail">What the message names: the text up to the character, the word or the domain; null where there is none.</param>
public sealed record ValidationError(ContactField Field, ContactError Error, string? Detail = null);
