namespace ContactPortal.Domain.Access;

/// <summary>
/// The one check of reads: whoever reads contacts, rights, deliveries or persons of an organisation asks it, by
/// <c>PortalDatabase.OpenReadAsync</c> or <c>SnapshotReader</c>. What has to be known of every look-up belongs here.
/// </summary>
public static class ReadAccess
{
    /// <summary>Lets the actor read. Refused, with a <see cref="ReadRefusedException"/>: an actor without the right.</summary>
    /// <param name="actor">Who reads, in the organisation that is read.</param>
    /// <param name="action">What is read.</param>
    public static void Enter(Actor actor, PortalAction action)
    {
        if (!actor.May(action))
            throw new ReadRefusedException(actor, action);
    }
}
