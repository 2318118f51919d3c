using System.Text;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>A message that comes to the return address of a mail to <see cref="Address"/>.</summary>
public sealed record BounceExample
{
    /// <summary>The address that the mail was sent to.</summary>
    public const string Address = "anne@aarhus.example";

    private const string Boundary = "graense";

    public string From { get; init; } = "MAILER-DAEMON@mx.aarhus.example (Mail Delivery System)";

    public string Subject { get; init; } = "Undelivered Mail Returned to Sender";

    public string To { get; init; } = "retur+0123456789abcdef0123456789abcdef@mail.example";

    /// <summary>More headers, each on a line.</summary>
    public string Headers { get; init; } = "";

    public string Text { get; init; } = "Your mail could not be delivered.";

    /// <summary>The part message/delivery-status; null for none.</summary>
    public string? Status { get; init; }

    public string TextType { get; init; } = "text/plain; charset=utf-8";

    /// <summary>A report (RFC 6522) with the fields of one recipient.</summary>
    public static BounceExample Report(string status, string diagnostic, string action = "failed", string recipient = Address) => new()
    {
        Status = $"""
            Reporting-MTA: dns; mx.aarhus.example
            Arrival-Date: Tue, 3 Mar 2026 10:00:00 +0100

            Final-Recipient: rfc822; {recipient}
            Action: {action}
            Status: {status}
            Diagnostic-Code: {diagnostic}
            """,
    };

    /// <summary>A report in plain words.</summary>
    public static BounceExample Words(string text, string subject = "Undelivered Mail Returned to Sender", string headers = "") =>
        new() { Text = text, Subject = subject, Headers = headers };

    public string ToRaw()
    {
        var lines = new List<string> { $"From: {From}", $"To: {To}", $"Subject: {Subject}", "MIME-Version: 1.0" };
        if (Headers.Length > 0)
            lines.Add(Headers);
        if (Status is null)
        {
            lines.AddRange([$"Content-Type: {TextType}", "", Text]);
        }
        else
        {
            lines.AddRange([$"Content-Type: multipart/report; report-type=delivery-status; boundary=\"{Boundary}\"", ""]);
            lines.AddRange([$"--{Boundary}", $"Content-Type: {TextType}", "", Text, ""]);
            lines.AddRange([$"--{Boundary}", "Content-Type: message/delivery-status", "", Status, ""]);
            lines.AddRange([$"--{Boundary}", "Content-Type: text/rfc822-headers", "", "Subject: Kvittering", $"To: {Address}", ""]);
            lines.Add($"--{Boundary}--");
        }

        return string.Join('\n', lines).ReplaceLineEndings("\r\n");
    }

    public MimeMessage ToMessage()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(ToRaw()));
        return MimeMessage.Load(stream, TestContext.Current.CancellationToken);
    }
}
