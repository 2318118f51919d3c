namespace ContactPortal.Domain.Contacts;

/// <summary>The outcome of a command on absences. Only <see cref="Done"/> has changed anything.</summary>
public enum AbsenceOutcome
{
    /// <summary>Done, and durably stored.</summary>
    Done,

    /// <summary>No such contact or absence, or no right to change it; indistinguishable (O1).</summary>
    NotFound,

    /// <summary>The last day is before the first, in the past, or more than 12 months ahead.</summary>
    DaysWrong,

    /// <summary>The substitute is not another active contact of the municipality.</summary>
    SubstituteWrong,

    /// <summary>The contact has another absence on some of the days.</summary>
    Overlaps,
}
