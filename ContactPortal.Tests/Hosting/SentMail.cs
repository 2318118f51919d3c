using MimeKit;

namespace ContactPortal.Tests.Hosting;

/// <summary>A mail that the transport accepted.</summary>
public sealed record SentMail(MimeMessage Message, string ReturnTo, string To)
{
    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";
}
