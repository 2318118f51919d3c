using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>What became of somebody's accepting an invitation. Everything but <see cref="Accepted"/> has changed nothing.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome()
    {
    }

    /// <summary>Whoever signed in is that person of the organisation, and its administrator where it is a municipality.</summary>
    /// <param name="Match">Whose sign-in it is from now on.</param>
    /// <param name="AdministratorsAreFew">Whether the person is the municipality's only administrator, and should appoint a second.</param>
    public sealed record Accepted(SignInMatch.Matched Match, bool AdministratorsAreFew) : AcceptOutcome;

    /// <summary>There is no invitation with such a link.</summary>
    public sealed record NoInvitation : AcceptOutcome;

    /// <summary>The link works no longer: see how the invitation stands.</summary>
    /// <param name="Organisation">Whose invitation it was.</param>
    /// <param name="State">Expired, accepted or withdrawn.</param>
    public sealed record Over(OrganisationCode Organisation, InvitationState State) : AcceptOutcome;

    /// <summary>The sign-in is for another organisation than the invitation.</summary>
    /// <param name="Invited">Whose invitation it is.</param>
    /// <param name="SignedIn">What the sign-in is for; null when it names none that the portal knows.</param>
    public sealed record OtherOrganisation(OrganisationCode Invited, OrganisationCode? SignedIn) : AcceptOutcome;

    /// <summary>The identifiers point at a person of the organisation, but not all of them: that has to be answered first (P2).</summary>
    /// <param name="Asked">What is to be answered.</param>
    public sealed record Question(SignInMatch.Question Asked) : AcceptOutcome;

    /// <summary>It can't be anybody's sign-in.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(SignInRefusal Reason) : AcceptOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
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
