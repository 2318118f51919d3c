using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Storage;

/// <summary>The result of a command's transaction. An outcome converts implicitly to a result without a change.</summary>
/// <param name="Outcome">What is returned to the caller.</param>
/// <param name="Change">The change of the organisation's history, published after the commit; null when there is none.</param>
public readonly record struct CommandResult<T>(T Outcome, Change? Change = null)
{
    /// <summary>An outcome that changes no history.</summary>
    public static implicit operator CommandResult<T>(T outcome) => new(outcome);
}
