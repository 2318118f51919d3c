using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The result of matching a sign-in to a person (P2).</summary>
public abstract record SignInMatch
{
    private SignInMatch()
    {
    }

    /// <summary>The sign-in is that person's. Nothing is written until it is bound.</summary>
    /// <param name="PersonId">The person's UUID.</param>
    /// <param name="Organisation">The organisation that the sign-in is for.</param>
    public sealed record Matched(Guid PersonId, OrganisationCode Organisation) : SignInMatch;

    /// <summary>Nobody in the organisation's directory has any of the identifiers; access can be requested (P3).</summary>
    /// <param name="Organisation">The organisation.</param>
    public sealed record Unknown(OrganisationCode Organisation) : SignInMatch;

    /// <summary>The sign-in matches a person only partly; administrators are asked whether it is the same person (P2).</summary>
    /// <param name="Organisation">The organisation.</param>
    /// <param name="CandidateId">The UUID of that person.</param>
    /// <param name="Reason">Why the match is only partial.</param>
    public sealed record Question(OrganisationCode Organisation, Guid CandidateId, IdentityMismatch Reason) : SignInMatch;

    /// <summary>The sign-in is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : SignInMatch;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Matched, T> matched, Func<Unknown, T> unknown, Func<Question, T> question, Func<Refused, T> refused) => this switch
        {
            Matched outcome => matched(outcome),
            Unknown outcome => unknown(outcome),
            Question outcome => question(outcome),
            Refused outcome => refused(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
