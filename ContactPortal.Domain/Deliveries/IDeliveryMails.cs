using System.Collections.Immutable;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The errors of a delivery that have the same code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">The text of the first of them.</param>
/// <param name="Count">How many there are.</param>
public sealed record ErrorGroup(string Code, string Text, int Count);

/// <summary>The mails that a delivery causes. An interface because Mail depends on Deliveries, not Deliveries on Mail.</summary>
public interface IDeliveryMails
{
    /// <summary>
    /// Queues a delivery's mails: the validation mail to every active contact, the receipt to those responsible for the type (D3-D5).
    /// </summary>
    Task DeliveryArrivedAsync(PortalDb db, Delivery delivery, ImmutableArray<ErrorGroup> errors, CancellationToken cancellationToken);
}
