namespace ContactPortal.Domain.Access;

/// <summary>
/// Somebody is about to read what they have no right to: a defect of the caller, which asks <see cref="Actor.May"/> first and has an answer
/// of its own.
/// </summary>
public sealed class ReadRefusedException(Actor actor, PortalAction action)
    : InvalidOperationException($"The role {actor.Role} does not have the right {action.Name}.");
