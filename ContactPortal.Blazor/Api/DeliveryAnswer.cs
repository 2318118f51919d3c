using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Blazor.Api;

/// <summary>The response for a stored delivery.</summary>
/// <param name="Organisation">The municipality's code.</param>
/// <param name="Number">The delivery's number within the municipality.</param>
/// <param name="DeliveryId">The reporting system's own id.</param>
/// <param name="Errors">The number of its errors.</param>
/// <param name="New">The number of errors that the previous delivery did not have.</param>
/// <param name="Standing">The number of errors that the previous delivery had too.</param>
/// <param name="Mended">The number of errors of the previous delivery that are resolved.</param>
public sealed record DeliveryAnswer(int Organisation, long Number, string DeliveryId, int Errors, int New, int Standing, int Mended)
{
    internal static DeliveryAnswer Of(Delivery delivery) => new(
        delivery.Organisation.Value, delivery.Number, delivery.DeliveryId, delivery.Errors, delivery.New, delivery.Persisting,
        delivery.Resolved);
}
