namespace ContactPortal.Tests.Hosting;

/// <summary>How the mail server treats a mail.</summary>
public enum ServerBehaviour
{
    /// <summary>Accepts the mail.</summary>
    Fine,

    /// <summary>Rejects the recipient with 450, a transient failure.</summary>
    Greylists,

    /// <summary>Rejects the recipient with 550, unknown address.</summary>
    RefusesRecipient,

    /// <summary>Rejects the content with 554, a permanent failure.</summary>
    RefusesContent,

    /// <summary>Closes the connection before accepting the content.</summary>
    CutsBeforeAnswer,

    /// <summary>Accepts the content, but closes the connection before confirming it.</summary>
    CutsAfterTaking,
}
