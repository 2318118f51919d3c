namespace ContactPortal.Domain.Persons;

/// <summary>Somebody who waits to be let in, with the person that their identifiers point at.</summary>
/// <param name="Request">What the provider said of whoever asks.</param>
/// <param name="Candidate">The person that may be the same; null for somebody new.</param>
public sealed record AccessTask(AccessRequest Request, PersonEntry? Candidate);
