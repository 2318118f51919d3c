using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of a command on a person (P4, P5). Only <see cref="Saved"/> may have changed anything.</summary>
public abstract record PersonOutcome
{
    private PersonOutcome()
    {
    }

    /// <summary>Saved durably.</summary>
    /// <param name="Person">The person as it stands now.</param>
    /// <param name="Changed">The fields that this save changed; none when nothing was different.</param>
    /// <param name="Merged">The fields that somebody else changed meanwhile, whose values are kept (K13).</param>
    public sealed record Saved(
        PersonEntry Person, ImmutableArray<PersonField> Changed, ImmutableArray<PersonField> Merged) : PersonOutcome;

    /// <summary>Values that are invalid (K14).</summary>
    /// <param name="Errors">The errors, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<PersonValidationError> Errors) : PersonOutcome;

    /// <summary>Somebody else changed the same field to another value meanwhile (K13).</summary>
    /// <param name="Person">The person as it stands now.</param>
    public sealed record Conflict(PersonEntry Person) : PersonOutcome;

    /// <summary>The actor's organisation has no such person, or the actor may not change it; indistinguishable (O1).</summary>
    public sealed record NotFound : PersonOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(Func<Saved, T> saved, Func<Invalid, T> invalid, Func<Conflict, T> conflict, Func<NotFound, T> notFound) => this switch
    {
        Saved outcome => saved(outcome),
        Invalid outcome => invalid(outcome),
        Conflict outcome => conflict(outcome),
        NotFound outcome => notFound(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
