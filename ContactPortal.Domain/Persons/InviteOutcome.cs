namespace ContactPortal.Domain.Persons;

/// <summary>
/// The outcome of a command on invitations (P6). Only <see cref="Sent"/> and <see cref="Withdrawn"/> may have changed anything.
/// </summary>
public abstract record InviteOutcome
{
    private InviteOutcome()
    {
    }

    /// <summary>The invitation is stored, and its mail is queued.</summary>
    /// <param name="Invitation">The invitation.</param>
    /// <param name="Path">The path of its link, relative to the portal's address; holds the token, which is not stored.</param>
    public sealed record Sent(Invitation Invitation, string Path) : InviteOutcome;

    /// <summary>The invitation is withdrawn: its link no longer works.</summary>
    public sealed record Withdrawn : InviteOutcome;

    /// <summary>Not one e-mail address, or one that may not be invited.</summary>
    /// <param name="Error">What is wrong with it.</param>
    public sealed record EmailWrong(PersonValidationError Error) : InviteOutcome;

    /// <summary>The invitation has been accepted already.</summary>
    /// <param name="Invitation">The invitation.</param>
    public sealed record AlreadyAccepted(Invitation Invitation) : InviteOutcome;

    /// <summary>There is no such organisation or invitation, or the actor may not invite; indistinguishable (O1).</summary>
    public sealed record NotFound : InviteOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Sent, T> sent, Func<Withdrawn, T> withdrawn, Func<EmailWrong, T> emailWrong, Func<AlreadyAccepted, T> alreadyAccepted,
        Func<NotFound, T> notFound) => this switch
        {
            Sent outcome => sent(outcome),
            Withdrawn outcome => withdrawn(outcome),
            EmailWrong outcome => emailWrong(outcome),
            AlreadyAccepted outcome => alreadyAccepted(outcome),
            NotFound outcome => notFound(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
