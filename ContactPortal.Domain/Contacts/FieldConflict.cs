namespace ContactPortal.Domain.Contacts;

/// <summary>A field that two persons changed to different values.</summary>
/// <param name="Field">The field.</param>
/// <param name="Theirs">The value saved meanwhile.</param>
/// <param name="Mine">The value about to be saved.</param>
public sealed record FieldConflict(ContactField Field, string Theirs, string Mine);
