using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>What became of an answer to somebody who asked. Only <see cref="Admitted"/> and <see cref="Refused"/> have changed anything.</summary>
public abstract record AccessOutcome
{
    private AccessOutcome()
    {
    }

    /// <summary>The asker is that person now, and signs in as them.</summary>
    /// <param name="Person">The person as it stands now.</param>
    public sealed record Admitted(PersonEntry Person) : AccessOutcome;

    /// <summary>The asker is refused, and told why.</summary>
    public sealed record Refused : AccessOutcome;

    /// <summary>Somebody else was faster.</summary>
    /// <param name="Request">The request with its answer.</param>
    public sealed record AlreadyAnswered(AccessRequest Request) : AccessOutcome;

    /// <summary>What the sign-in said breaks a rule: it has to be corrected to be admitted.</summary>
    /// <param name="Errors">The rules, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<PersonValidationError> Errors) : AccessOutcome;

    /// <summary>A reason is needed, of at most 500 characters and without control characters.</summary>
    public sealed record ReasonNeeded : AccessOutcome;

    /// <summary>There is no such request in the actor's organisation, or the actor may not; the answer is the same (O1).</summary>
    public sealed record NotFound : AccessOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(
        Func<Admitted, T> admitted, Func<Refused, T> refused, Func<AlreadyAnswered, T> alreadyAnswered, Func<Invalid, T> invalid,
        Func<ReasonNeeded, T> reasonNeeded, Func<NotFound, T> notFound) => this switch
        {
            Admitted outcome => admitted(outcome),
            Refused outcome => refused(outcome),
            AlreadyAnswered outcome => alreadyAnswered(outcome),
            Invalid outcome => invalid(outcome),
            ReasonNeeded outcome => reasonNeeded(outcome),
            NotFound outcome => notFound(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
