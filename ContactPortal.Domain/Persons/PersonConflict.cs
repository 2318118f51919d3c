namespace ContactPortal.Domain.Persons;

/// <summary>A field of a person that two administrators changed to different values (K13).</summary>
/// <param name="Field">The field.</param>
/// <param name="Theirs">The value saved meanwhile.</param>
/// <param name="Mine">The value about to be saved.</param>
public sealed record PersonConflict(PersonField Field, string Theirs, string Mine);
