using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>What became of a command on a person. Everything but <see cref="Saved"/> has changed nothing.</summary>
public abstract record PersonOutcome
{
    private PersonOutcome()
    {
    }

    /// <summary>Saved, and durable.</summary>
    /// <param name="Person">The person as it stands now.</param>
    /// <param name="Changed">The fields that this save changed; none when nothing was different.</param>
    /// <param name="Merged">The fields that somebody else changed meanwhile, and that stand (K13).</param>
    public sealed record Saved(PersonEntry Person, ImmutableArray<PersonField> Changed, ImmutableArray<PersonField> Merged) : PersonOutcome;

    /// <summary>Fields that break a rule (K14).</summary>
    /// <param name="Errors">The rules, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<PersonValidationError> Errors) : PersonOutcome;

    /// <summary>Somebody changed a same field differently meanwhile (K13).</summary>
    /// <param name="Person">The person as it stands now.</param>
    public sealed record Conflict(PersonEntry Person) : PersonOutcome;

    /// <summary>There is no such person in the actor's organisation, or the actor may not; the answer is the same (O1).</summary>
    public sealed record NotFound : PersonOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(Func<Saved, T> saved, Func<Invalid, T> invalid, Func<Conflict, T> conflict, Func<NotFound, T> notFound) => this switch
    {
        Saved outcome => saved(outcome),
        Invalid outcome => invalid(outcome),
        Conflict outcome => conflict(outcome),
        NotFound outcome => notFound(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
