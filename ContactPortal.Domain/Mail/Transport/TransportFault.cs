namespace ContactPortal.Domain.Mail;

/// <summary>Why no mail can be sent at the moment.</summary>
public enum TransportFault
{
    /// <summary>The server doesn't answer, ends the connection, or answers what it shouldn't.</summary>
    Outage,

    /// <summary>The server's certificate isn't trusted, or it offers no encryption.</summary>
    Encryption,

    /// <summary>The server refuses user name and password, or requires them.</summary>
    Login,

    /// <summary>The server refuses the sender's or the return address.</summary>
    Sender,

    /// <summary>The server refuses to take mails from the portal: relaying, a block list.</summary>
    Policy,
}
