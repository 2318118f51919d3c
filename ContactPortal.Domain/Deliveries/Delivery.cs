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

    /// <summary>The reporting system's id, by which a repeated delivery is recognised (D2).</summary>
    public required string DeliveryId { get; init; }

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

/// <summary>An error in a delivery. Its texts hold no CPR numbers: they were masked on receipt (D9).</summary>
public sealed class DeliveryError
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The delivery's number.</summary>
    public required long Delivery { get; init; }

    /// <summary>Its position in the delivery, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>A digest of code, field and reference, by which the same error is recognised in the next delivery.</summary>
    public required long Fingerprint { get; init; }

    /// <summary>The validation's code.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Text { get; init; }

    /// <summary>The field with the error; empty when the validation names none.</summary>
    public required string Field { get; init; }

    /// <summary>The line of the delivery, from 1; null when the validation names none.</summary>
    public required int? Line { get; init; }

    /// <summary>The municipality's own reference to the case; empty when there is none.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether the previous delivery had it too (D6).</summary>
    public required bool IsPersisting { get; init; }

    /// <summary>The number of the delivery that resolved it; null while unresolved.</summary>
    public long? ResolvedBy { get; internal set; }

    /// <summary>The UUID of the person who claimed it; null while unclaimed (D6).</summary>
    public Guid? ClaimedById { get; internal set; }

    /// <summary>The name of the person who claimed it.</summary>
    public string? ClaimedBy { get; internal set; }

    /// <summary>The explanation of the error (D6).</summary>
    public string? Explanation { get; internal set; }
}
