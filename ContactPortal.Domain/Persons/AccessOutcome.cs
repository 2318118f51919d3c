using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The outcome of answering an access request (P2, P3). Only <see cref="Admitted"/> and <see cref="Refused"/> have changed anything.
/// </summary>
public abstract record AccessOutcome
{
    private AccessOutcome()
    {
    }

    /// <summary>The request is granted, and its sign-in is bound to the person.</summary>
    /// <param name="Person">The person as it stands now.</param>
    public sealed record Admitted(PersonEntry Person) : AccessOutcome;

    /// <summary>The request is refused; the reason is mailed to the requester.</summary>
    public sealed record Refused : AccessOutcome;

    /// <summary>Somebody else has answered the request already.</summary>
    /// <param name="Request">The request with its answer.</param>
    public sealed record AlreadyAnswered(AccessRequest Request) : AccessOutcome;

    /// <summary>The values of the request are invalid, and have to be corrected before it can be granted (K14).</summary>
    /// <param name="Errors">The errors, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<PersonValidationError> Errors) : AccessOutcome;

    /// <summary>A reason is needed, of at most 500 characters and without control characters.</summary>
    public sealed record ReasonNeeded : AccessOutcome;

    /// <summary>The actor's organisation has no such request, or the actor may not answer it; indistinguishable (O1).</summary>
    public sealed record NotFound : AccessOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
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
