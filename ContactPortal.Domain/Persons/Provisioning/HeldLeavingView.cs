namespace ContactPortal.Domain.Persons;

/// <summary>A leaving that waits for an administrator's answer, for display (P8).</summary>
/// <param name="PersonId">The UUID of the person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Source">The name of the credential that asked for it.</param>
/// <param name="HeldAt">When it was asked for.</param>
public sealed record HeldLeavingView(Guid PersonId, string Name, string Source, DateTimeOffset HeldAt);
