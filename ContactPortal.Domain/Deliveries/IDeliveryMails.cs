using System.Collections.Immutable;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The mails that a delivery causes. An interface because Mail depends on Deliveries, not Deliveries on Mail.</summary>
public interface IDeliveryMails
{
    /// <summary>
    /// Queues a delivery's mails: the validation mail to every active contact, the receipt to those responsible for the type (D3-D5).
    /// </summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="errors">Its errors by code.</param>
    /// <param name="isFirst">Whether it is the first of its type, so that there is no earlier one to compare it with.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task DeliveryArrivedAsync(
        PortalDb db, Delivery delivery, ImmutableArray<ErrorGroup> errors, bool isFirst, CancellationToken cancellationToken);
}
