using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of a change by a municipality's own directory (P8). Only the first two may have changed anything.</summary>
public abstract record ProvisioningOutcome
{
    private ProvisioningOutcome()
    {
    }

    /// <summary>Stored; or the same values were stored already.</summary>
    /// <param name="User">The user as it stands now.</param>
    public sealed record Stored(ProvisionedView User) : ProvisioningOutcome;

    /// <summary>Deleted: the person is marked as left.</summary>
    public sealed record Deleted : ProvisioningOutcome;

    /// <summary>The organisation has no such user.</summary>
    public sealed record NotFound : ProvisioningOutcome;

    /// <summary>Values that are invalid.</summary>
    /// <param name="Errors">The errors, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<PersonValidationError> Errors) : ProvisioningOutcome;

    /// <summary>The user name is missing or too long, or the directory's own id is too long.</summary>
    public sealed record AttributeWrong(ProvisionedKey Attribute) : ProvisioningOutcome;

    /// <summary>Another person of the municipality has the value.</summary>
    public sealed record Taken(ProvisionedKey Attribute) : ProvisioningOutcome;

    /// <summary>The person is not marked as left: an administrator has to allow it first, or has refused it.</summary>
    /// <param name="IsRefused">Whether it was refused.</param>
    public sealed record Held(bool IsRefused) : ProvisioningOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Stored, T> stored, Func<T> deleted, Func<T> notFound, Func<Invalid, T> invalid, Func<ProvisionedKey, T> wrong,
        Func<ProvisionedKey, T> taken, Func<Held, T> held) => this switch
    {
        Stored outcome => stored(outcome),
        Deleted => deleted(),
        NotFound => notFound(),
        Invalid outcome => invalid(outcome),
        AttributeWrong outcome => wrong(outcome.Attribute),
        Taken outcome => taken(outcome.Attribute),
        Held outcome => held(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
