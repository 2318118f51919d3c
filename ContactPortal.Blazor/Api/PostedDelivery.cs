using System.Collections.ObjectModel;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Blazor.Api;

/// <summary>
/// The errors of a posted body. Keeps at most one more than a delivery may have, enough for the validation to find that there are too many;
/// the objects of a body full of errors would otherwise take many times its size in memory.
/// </summary>
internal sealed class PostedErrors : Collection<ReportedError?>
{
    protected override void InsertItem(int index, ReportedError? item)
    {
        if (index <= ReportedDelivery.MaxErrors)
            base.InsertItem(index, item);
    }
}

/// <summary>A posted body; see <see cref="ReportedDelivery"/> for its values.</summary>
internal sealed record PostedDelivery(
    int? Organisation, string? Type, string? Period, string? DeliveryId, int? Records, PostedErrors? Errors)
{
    public ReportedDelivery ToReported() => new(Organisation, Type, Period, DeliveryId, Records, Errors is null ? null : [.. Errors]);
}
