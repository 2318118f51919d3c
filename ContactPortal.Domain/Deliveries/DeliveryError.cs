using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Deliveries;

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
