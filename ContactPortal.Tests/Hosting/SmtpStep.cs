namespace ContactPortal.Tests.Hosting;

/// <summary>A step of the dialogue between a mail server and its client (RFC 5321).</summary>
public enum SmtpStep
{
    /// <summary>The greeting after the connection.</summary>
    Connect,

    /// <summary>EHLO, and HELO.</summary>
    Hello,

    /// <summary>STARTTLS.</summary>
    StartTls,

    /// <summary>AUTH.</summary>
    Login,

    /// <summary>MAIL.</summary>
    Sender,

    /// <summary>RCPT.</summary>
    Recipient,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>The dot after the content.</summary>
    Content,

    /// <summary>QUIT.</summary>
    Quit,
}
