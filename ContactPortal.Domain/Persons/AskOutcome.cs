using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>What became of somebody's asking to be let in.</summary>
public abstract record AskOutcome
{
    private AskOutcome()
    {
    }

    /// <summary>The request is open; also when it was so already.</summary>
    /// <param name="Organisation">Whose administrators are asked.</param>
    /// <param name="RequestId">The request.</param>
    public sealed record Asked(OrganisationCode Organisation, Guid RequestId) : AskOutcome;

    /// <summary>Nothing is to be asked: the sign-in is that person's.</summary>
    /// <param name="Match">Whose it is.</param>
    public sealed record Known(SignInMatch.Matched Match) : AskOutcome;

    /// <summary>Nobody can be asked.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : AskOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(Func<Asked, T> asked, Func<Known, T> known, Func<Refused, T> refused) => this switch
    {
        Asked outcome => asked(outcome),
        Known outcome => known(outcome),
        Refused outcome => refused(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
