namespace ContactPortal.Domain.Rights;

/// <summary>The kinds of tasks for local administrators (U3).</summary>
public enum RightsTaskKind
{
    /// <summary>A contact lacks the right: granting it ends the task.</summary>
    Lacks,

    /// <summary>Somebody who is no contact asks for the right.</summary>
    Asks,

    /// <summary>Somebody who is no longer a contact still holds the right.</summary>
    StillHolds,

    /// <summary>Somebody who has left still holds the right (P5).</summary>
    HasLeft,
}

/// <summary>A task for the local administrators about a person's right.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Person">The person that it is about.</param>
/// <param name="Since">When it arose.</param>
/// <param name="Request">The person's own open request, if there is one.</param>
public sealed record RightsTask(RightsTaskKind Kind, PersonView Person, DateTimeOffset Since, RightsRequestView? Request);
