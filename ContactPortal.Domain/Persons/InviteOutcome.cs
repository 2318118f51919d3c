namespace ContactPortal.Domain.Persons;

/// <summary>What became of a command on invitations. Everything but <see cref="Sent"/> and <see cref="Withdrawn"/> has changed nothing.</summary>
public abstract record InviteOutcome
{
    private InviteOutcome()
    {
    }

    /// <summary>The invitation stands, and its mail is in the outbox.</summary>
    /// <param name="Invitation">The invitation.</param>
    /// <param name="Path">The page that the link leads to, from the portal's address on: the secret in it is kept nowhere else.</param>
    public sealed record Sent(Invitation Invitation, string Path) : InviteOutcome;

    /// <summary>The invitation is withdrawn: its link works no longer.</summary>
    public sealed record Withdrawn : InviteOutcome;

    /// <summary>Not one e-mail address.</summary>
    public sealed record EmailWrong : InviteOutcome;

    /// <summary>The invitation was accepted already.</summary>
    /// <param name="Invitation">The invitation.</param>
    public sealed record AlreadyAccepted(Invitation Invitation) : InviteOutcome;

    /// <summary>There is no such organisation or invitation, or the actor may not; the answer is the same (O1).</summary>
    public sealed record NotFound : InviteOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
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
