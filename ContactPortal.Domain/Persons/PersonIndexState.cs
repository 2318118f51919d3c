namespace ContactPortal.Domain.Persons;

/// <summary>Identifies the state of a directory: every change of a person raises one of the numbers.</summary>
/// <param name="Count">How many persons there are.</param>
/// <param name="Version">The greatest version of a person.</param>
public readonly record struct PersonIndexState(int Count, long Version);
