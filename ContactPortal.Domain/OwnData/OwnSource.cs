namespace ContactPortal.Domain.OwnData;

/// <summary>Where a value came from: the change that gave it (O4).</summary>
/// <param name="Field">The key of the field.</param>
/// <param name="By">The name of the person or system that made the change; null once erased (O5).</param>
/// <param name="At">When.</param>
/// <param name="File">The name of the file that it was taken from (P7, P9), or null.</param>
public sealed record OwnSource(string Field, string? By, DateTimeOffset At, string? File);
