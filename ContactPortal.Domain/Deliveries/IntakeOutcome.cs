using System.Collections.Immutable;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The outcome of receiving a posted delivery.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>The delivery is stored, and its mails are queued.</summary>
    public sealed record Stored(Delivery Delivery) : IntakeOutcome;

    /// <summary>The same delivery was stored before; nothing was changed (D2).</summary>
    public sealed record Duplicate(Delivery Delivery) : IntakeOutcome;

    /// <summary>A stored delivery has the same id but different content.</summary>
    public sealed record ContentMismatch(Delivery Delivery) : IntakeOutcome;

    /// <summary>The body is invalid.</summary>
    public sealed record Invalid(ImmutableArray<DeliveryValidationError> Errors) : IntakeOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Stored, T> stored, Func<Duplicate, T> duplicate, Func<ContentMismatch, T> contentMismatch,
        Func<Invalid, T> invalid) => this switch
    {
        Stored outcome => stored(outcome),
        Duplicate outcome => duplicate(outcome),
        ContentMismatch outcome => contentMismatch(outcome),
        Invalid outcome => invalid(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
