namespace ContactPortal.Domain.Mail;

/// <summary>
/// What must still hold when a mail is sent for the first time, since a mail that a person's change causes waits a little (D7): when the
/// change has been undone meanwhile, nobody is written to.
/// </summary>
public enum MailCondition
{
    /// <summary>The contact is active, and the person is its holder.</summary>
    IsContact,

    /// <summary>The person is an active contact and lacks the right.</summary>
    LacksRight,

    /// <summary>The person's request for the right is open.</summary>
    AsksForRight,

    /// <summary>The person is no longer an active contact and holds the right.</summary>
    StillHoldsRight,

    /// <summary>The person has left and holds the right.</summary>
    LeftWithRight,

    /// <summary>The person holds the right.</summary>
    HoldsRight,

    /// <summary>The access request with that id is open.</summary>
    AsksForAccess,

    /// <summary>The organisation has no local administrator.</summary>
    HasNoAdministrator,
}
