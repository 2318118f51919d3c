using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Deliveries;

/// <summary>One reporting of one type by one municipality for one period, with what the validation found (D1, D6).</summary>
public sealed class Delivery
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The delivery's number in the organisation: that of its line in the history. Later ones are greater.</summary>
    public required long Number { get; init; }

    /// <summary>The reporting system's own id, by which a repeat is recognised (D2).</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The code of the delivery type.</summary>
    public required string Type { get; init; }

    /// <summary>The month that it is about.</summary>
    public required Period Period { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How many records it holds.</summary>
    public required int Records { get; init; }

    /// <summary>How many errors it has: the new and the standing ones.</summary>
    public required int Errors { get; init; }

    /// <summary>How many of them were in the delivery before it, of the same type, already (D6).</summary>
    public required int Persisting { get; init; }

    /// <summary>How many errors of the delivery before it are gone (D6).</summary>
    public required int Resolved { get; init; }

    /// <summary>The digest of its content: the same id with another content is refused.</summary>
    public required byte[] Content { get; init; }

    /// <summary>How many of the errors were not in the delivery before it (D6).</summary>
    public int New => Errors - Persisting;
}

/// <summary>An error in a delivery. Its texts hold no citizen's data: CPR numbers were masked at the door (D9).</summary>
public sealed class DeliveryError
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The delivery's number.</summary>
    public required long Delivery { get; init; }

    /// <summary>Its place in the delivery, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>What makes it the same error in the next delivery: a digest of code, field and reference.</summary>
    public required long Fingerprint { get; init; }

    /// <summary>The validation's code.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Text { get; init; }

    /// <summary>The field that is wrong; empty when the validation names none.</summary>
    public required string Field { get; init; }

    /// <summary>The line of the delivery, from 1; null when the validation names none.</summary>
    public required int? Line { get; init; }

    /// <summary>The municipality's own reference to the case; empty when there is none.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether the delivery before it had it too (D6).</summary>
    public required bool IsPersisting { get; init; }

    /// <summary>The number of the delivery in which it was gone; null while it stands.</summary>
    public long? ResolvedBy { get; internal set; }

    /// <summary>The UUID of who takes care of it; null while nobody does (D6).</summary>
    public Guid? ClaimedById { get; internal set; }

    /// <summary>The name of who takes care of it.</summary>
    public string? ClaimedBy { get; internal set; }

    /// <summary>What that person has to say about it.</summary>
    public string? Explanation { get; internal set; }
}
