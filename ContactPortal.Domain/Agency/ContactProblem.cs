namespace ContactPortal.Domain.Agency;

/// <summary>Why the agency may not reach a contact, or why the contact can't do its work (A1).</summary>
[Flags]
public enum ContactProblem
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>Mails to its address come back (D7).</summary>
    MailsComeBack = 1,

    /// <summary>Its person has left (P5).</summary>
    HasLeft = 2,

    /// <summary>Its person lacks TASS Opfølgning (U1).</summary>
    LacksRight = 4,

    /// <summary>It is absent today (K19).</summary>
    IsAbsent = 8,
}
