namespace ContactPortal.Domain.Deliveries;

/// <summary>A validation error, with its path in the posted body.</summary>
/// <param name="Path">The path: "period", "errors[3].code".</param>
/// <param name="Fault">What is wrong there.</param>
public sealed record DeliveryValidationError(string Path, DeliveryFault Fault);
