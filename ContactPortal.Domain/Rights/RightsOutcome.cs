namespace ContactPortal.Domain.Rights;

/// <summary>What became of a command on rights. Everything but <see cref="Done"/> has changed nothing.</summary>
public enum RightsOutcome
{
    /// <summary>Done, and durable; also when it was so already.</summary>
    Done,

    /// <summary>There is no such person in the actor's organisation, or the actor may not; the answer is the same (O1).</summary>
    NotFound,

    /// <summary>The person is the municipality's last local administrator (U5).</summary>
    LastAdministrator,

    /// <summary>A reason is needed, of at most 500 characters and without control characters.</summary>
    ReasonNeeded,

    /// <summary>Rights are granted elsewhere: they come with the sign-in (U4).</summary>
    GrantedElsewhere,
}
