using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Contacts;

/// <summary>A contact's responsibility for a delivery type: it receives the receipts and has the errors corrected (K7, D4).</summary>
public sealed class Responsibility
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The code of the delivery type.</summary>
    public required string DeliveryType { get; init; }
}
