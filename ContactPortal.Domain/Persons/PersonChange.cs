namespace ContactPortal.Domain.Persons;

/// <summary>The newest change of a person of the directory.</summary>
/// <param name="PersonId">The person who was changed.</param>
/// <param name="At">When.</param>
/// <param name="ById">The UUID of the person who made it.</param>
/// <param name="By">The name of the person who made it; empty once erased (O5).</param>
public sealed record PersonChange(Guid PersonId, DateTimeOffset At, Guid ById, string By);
