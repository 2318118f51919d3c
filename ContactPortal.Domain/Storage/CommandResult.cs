using ContactPortal.Domain.Messaging;

namespace ContactPortal.Domain.Storage;

/// <summary>What a command's transaction comes to. An outcome alone converts to a result with nothing to announce.</summary>
/// <param name="Outcome">What the caller is answered.</param>
/// <param name="Change">The change of the organisation's history, which is announced once it is committed; null when there is none.</param>
public readonly record struct CommandResult<T>(T Outcome, Change? Change = null)
{
    /// <summary>An outcome that changes no history.</summary>
    public static implicit operator CommandResult<T>(T outcome) => new(outcome);
}
