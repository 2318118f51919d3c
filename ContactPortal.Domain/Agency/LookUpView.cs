namespace ContactPortal.Domain.Agency;

/// <summary>A look-up as the person who was looked up reads it: without the official's name (O4).</summary>
/// <param name="At">When.</param>
/// <param name="Kind">How.</param>
/// <param name="Purpose">What for.</param>
public sealed record LookUpView(DateTimeOffset At, LookUpKind Kind, LookUpPurpose Purpose);
