namespace ContactPortal.Domain.Persons;

/// <summary>A validation error and its field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Holder">The name of the person who has the RID or UUID, when it is taken; else null.</param>
public sealed record PersonValidationError(PersonField Field, PersonError Error, string? Holder = null);
