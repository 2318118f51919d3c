namespace ContactPortal.Domain.Mail;

/// <summary>What a mail is about.</summary>
public enum MailKind
{
    /// <summary>A delivery was validated: to every active contact (D3).</summary>
    Validation,

    /// <summary>A delivery's receipt with the statement of errors: to the contacts responsible for the type (D4).</summary>
    Receipt,

    /// <summary>Something about the right waits for the local administrators (U3).</summary>
    RightsTask,

    /// <summary>The answer to somebody who asked for the right (U3).</summary>
    RightsAnswer,

    /// <summary>Somebody was made a contact (O4).</summary>
    MadeContact,

    /// <summary>A delivery is expected soon, or is late (D10).</summary>
    Reminder,

    /// <summary>An invitation to become the agency's first person or a municipality's local administrator (P6).</summary>
    Invitation,

    /// <summary>An access request: to the local administrators, or to the agency when there are none (P2, P3).</summary>
    AccessRequest,

    /// <summary>The answer to an access request (P2, P3).</summary>
    AccessAnswer,

    /// <summary>A municipality's last local administrator has left: to the agency's persons (P5).</summary>
    LeftAdministrator,

    /// <summary>A municipality's own directory asks to mark so many persons as left that it waits for an answer (P8).</summary>
    LeavingsHeld,
}
