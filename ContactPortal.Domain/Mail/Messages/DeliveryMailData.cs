using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Domain.Mail;

/// <summary>The data of mails about a delivery.</summary>
/// <param name="Organisation">The municipality's name.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Rows">Its errors by code, the most frequent first.</param>
internal sealed record DeliveryMailData(string Organisation, string Type, Delivery Delivery, ImmutableArray<MailRow> Rows)
{
    public string Month => DanishMailFormat.MonthOf(Delivery.Period);
}
