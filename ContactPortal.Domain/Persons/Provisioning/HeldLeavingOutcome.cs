namespace ContactPortal.Domain.Persons;

/// <summary>The outcome of an answer to leavings that wait (P8).</summary>
public enum HeldLeavingOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>More or fewer wait than were shown: nothing is done.</summary>
    CountChanged,

    /// <summary>None wait, or the actor may not answer.</summary>
    NotFound,
}
