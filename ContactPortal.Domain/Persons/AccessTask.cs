namespace ContactPortal.Domain.Persons;

/// <summary>An open access request, as a task of the administrators (P2, P3).</summary>
/// <param name="Request">The request.</param>
/// <param name="Candidate">The person who is partly matched by an identity question; else null.</param>
public sealed record AccessTask(AccessRequest Request, PersonEntry? Candidate);
