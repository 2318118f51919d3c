namespace ContactPortal.Domain.Rights;

/// <summary>The outcome of a command on rights. Only <see cref="Done"/> may have changed anything.</summary>
public enum RightsOutcome
{
    /// <summary>Done, and durably stored; also when nothing had to change.</summary>
    Done,

    /// <summary>The actor's organisation has no such person, or the actor has no right; indistinguishable (O1).</summary>
    NotFound,

    /// <summary>The person is the municipality's last local administrator (U5).</summary>
    LastAdministrator,

    /// <summary>A reason is needed, of at most 500 characters and without control characters.</summary>
    ReasonNeeded,

    /// <summary>The person has left, and gets no rights (P5).</summary>
    HasLeft,

    /// <summary>Rights are granted in another system and come with the sign-in (U4).</summary>
    GrantedElsewhere,
}
