namespace ContactPortal.Domain.Deliveries;

/// <summary>An error code, and how many errors have it.</summary>
public sealed record CodeCount(string Code, int Errors);
