using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>Whose sign-in it is (P2).</summary>
public abstract record SignInMatch
{
    private SignInMatch()
    {
    }

    /// <summary>It is that person's, in that organisation. Nothing is written before the sign-in is bound.</summary>
    /// <param name="PersonId">The person.</param>
    /// <param name="Organisation">The organisation that the sign-in is for.</param>
    public sealed record Matched(Guid PersonId, OrganisationCode Organisation) : SignInMatch;

    /// <summary>The organisation is known, but its directory has nobody with such identifiers (P3).</summary>
    /// <param name="Organisation">The organisation.</param>
    public sealed record Unknown(OrganisationCode Organisation) : SignInMatch;

    /// <summary>The identifiers point at a person, but not all of them: is it the same (P2)?</summary>
    /// <param name="Organisation">The organisation.</param>
    /// <param name="CandidateId">The person.</param>
    /// <param name="Reason">Why it is a question.</param>
    public sealed record Question(OrganisationCode Organisation, Guid CandidateId, IdentityMismatch Reason) : SignInMatch;

    /// <summary>It can't be anybody's.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : SignInMatch;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(Func<Matched, T> matched, Func<Unknown, T> unknown, Func<Question, T> question, Func<Refused, T> refused) => this switch
    {
        Matched outcome => matched(outcome),
        Unknown outcome => unknown(outcome),
        Question outcome => question(outcome),
        Refused outcome => refused(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
