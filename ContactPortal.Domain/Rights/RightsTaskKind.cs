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
