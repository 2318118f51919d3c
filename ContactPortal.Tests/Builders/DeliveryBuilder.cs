using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Builders;

/// <summary>Builds a delivery as a reporting system posts it.</summary>
public sealed record DeliveryBuilder(
    OrganisationCode Organisation, string Type, string Period, string Id, int Records, ImmutableArray<ReportedError?> Errors)
{
    public DeliveryBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public DeliveryBuilder Of(string type) => this with { Type = type };

    public DeliveryBuilder About(Period period) => this with { Period = period.ToString() };

    public DeliveryBuilder WithId(string id) => this with { Id = id };

    public DeliveryBuilder With(params ReportedError[] errors) => this with { Errors = [.. errors] };

    public ReportedDelivery Build() => new(Organisation.Value, Type, Period, Id, Records, Errors);

    public static implicit operator ReportedDelivery(DeliveryBuilder builder) => builder.Build();
}
