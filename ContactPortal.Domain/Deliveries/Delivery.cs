using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Deliveries;

/// <summary>One reporting of one type by one municipality for one period, with what the validation found (D1, D6).</summary>
public sealed class Delivery
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>
    /// The delivery's number in the organisation: the number of its history entry, so later deliveries have greater ones.
    /// </summary>
    public required long Number { get; init; }

    /// <summary>The reporting system's id, by which a repeated delivery is recognised (D2); other systems may use the same.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The reporting system, by the name of its client; empty for deliveries that were received before it was stored.</summary>
    public string Client { get; init; } = "";

    /// <summary>The code of the delivery type.</summary>
    public required string Type { get; init; }

    /// <summary>The month that it is about.</summary>
    public required Period Period { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How many records it holds.</summary>
    public required int Records { get; init; }

    /// <summary>How many errors it has: new and persisting ones.</summary>
    public required int Errors { get; init; }

    /// <summary>How many of them were already in the previous delivery of the same type (D6).</summary>
    public required int Persisting { get; init; }

    /// <summary>How many errors of the previous delivery are resolved (D6).</summary>
    public required int Resolved { get; init; }

    /// <summary>The digest of its content: the same id with different content is refused.</summary>
    public required byte[] Content { get; init; }

    /// <summary>How many of the errors were not in the previous delivery (D6).</summary>
    public int New => Errors - Persisting;
}
