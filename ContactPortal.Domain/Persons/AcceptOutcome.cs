using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of accepting an invitation (P6). Only <see cref="Accepted"/> has changed anything.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome()
    {
    }

    /// <summary>The sign-in is bound to a person of the organisation, who is its local administrator if it is a municipality.</summary>
    /// <param name="Match">The person.</param>
    /// <param name="AdministratorsAreFew">Whether the person is the municipality's only administrator, and should appoint another.</param>
    public sealed record Accepted(SignInMatch.Matched Match, bool AdministratorsAreFew) : AcceptOutcome;

    /// <summary>No invitation has that link.</summary>
    public sealed record NoInvitation : AcceptOutcome;

    /// <summary>The invitation is no longer open.</summary>
    /// <param name="Organisation">The organisation that it is for.</param>
    /// <param name="State">Expired, accepted or withdrawn.</param>
    public sealed record Over(OrganisationCode Organisation, InvitationState State) : AcceptOutcome;

    /// <summary>The sign-in is for another organisation than the invitation.</summary>
    /// <param name="Invited">The organisation that the invitation is for.</param>
    /// <param name="SignedIn">The organisation that the sign-in is for; null when it names no known one.</param>
    public sealed record OtherOrganisation(OrganisationCode Invited, OrganisationCode? SignedIn) : AcceptOutcome;

    /// <summary>The sign-in matches a person only partly; the identity question has to be answered first (P2).</summary>
    /// <param name="Asked">The question.</param>
    public sealed record Question(SignInMatch.Question Asked) : AcceptOutcome;

    /// <summary>The sign-in is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : AcceptOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Accepted, T> accepted, Func<NoInvitation, T> noInvitation, Func<Over, T> over, Func<OtherOrganisation, T> otherOrganisation,
        Func<Question, T> question, Func<Refused, T> refused) => this switch
        {
            Accepted outcome => accepted(outcome),
            NoInvitation outcome => noInvitation(outcome),
            Over outcome => over(outcome),
            OtherOrganisation outcome => otherOrganisation(outcome),
            Question outcome => question(outcome),
            Refused outcome => refused(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
