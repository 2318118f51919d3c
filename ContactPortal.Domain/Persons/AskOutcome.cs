using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of a request for access (P2, P3). Only <see cref="Asked"/> may have changed anything.</summary>
public abstract record AskOutcome
{
    private AskOutcome()
    {
    }

    /// <summary>The request is open: created now, or open already.</summary>
    /// <param name="Organisation">The organisation whose administrators are asked.</param>
    /// <param name="RequestId">The request's id.</param>
    public sealed record Asked(OrganisationCode Organisation, Guid RequestId) : AskOutcome;

    /// <summary>No request is needed: the sign-in matches a person.</summary>
    /// <param name="Match">The person.</param>
    public sealed record Known(SignInMatch.Matched Match) : AskOutcome;

    /// <summary>The sign-in is refused, and nobody can be asked.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : AskOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(Func<Asked, T> asked, Func<Known, T> known, Func<Refused, T> refused) => this switch
    {
        Asked outcome => asked(outcome),
        Known outcome => known(outcome),
        Refused outcome => refused(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}
