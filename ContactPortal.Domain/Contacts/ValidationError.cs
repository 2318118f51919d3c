namespace ContactPortal.Domain.Contacts;

/// <summary>A validation error and its field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Error">What is wrong with it.</param>
public sealed record ValidationError(ContactField Field, ContactError Error);
