using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>An expected delivery.</summary>
/// <param name="Period">The month.</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="IsLate">Whether that day has passed.</param>
public sealed record ExpectedDelivery(Period Period, DateOnly Due, bool IsLate);
