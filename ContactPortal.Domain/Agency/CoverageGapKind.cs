namespace ContactPortal.Domain.Agency;

/// <summary>What is wrong in a municipality (A2), the gravest first.</summary>
public enum CoverageGapKind
{
    /// <summary>The municipality has no active contact: its mails have no recipient (D5).</summary>
    NoContact,

    /// <summary>Nobody is responsible for a type: its receipts go to all active contacts (D5).</summary>
    NobodyResponsible,

    /// <summary>The person of a contact has left (P5).</summary>
    ContactLeft,

    /// <summary>Mails to a contact come back (D7).</summary>
    MailsComeBack,

    /// <summary>A delivery is overdue (D10).</summary>
    DeliveryLate,

    /// <summary>A contact lacks TASS Opfølgning (U1).</summary>
    ContactLacksRight,

    /// <summary>The municipality has no local administrator (P6).</summary>
    NoAdministrator,
}
