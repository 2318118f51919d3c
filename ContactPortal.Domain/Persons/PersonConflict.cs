namespace ContactPortal.Domain.Persons;

/// <summary>A field of a person that two administrators gave different values since they last saw the same one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Theirs">What was saved meanwhile.</param>
/// <param name="Mine">What is about to be saved.</param>
public sealed record PersonConflict(PersonField Field, string Theirs, string Mine);
