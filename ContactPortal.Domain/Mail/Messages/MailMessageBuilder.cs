using System.Text;
using System.Text.Encodings.Web;
using ContactPortal.Domain.Text;
using MimeKit;

namespace ContactPortal.Domain.Mail;

/// <summary>Builds a mail's MIME message: plain text and HTML, in Danish, with the headers of an automatic mail.</summary>
public sealed class MailMessageBuilder(MailOptions options, MailHelp? help = null)
{
    /// <summary>Builds the message; it is the same at every attempt, including the Message-ID.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="name">The recipient's name; null when it is unknown.</param>
    /// <param name="address">The recipient's address.</param>
    public MimeMessage Build(OutboxMail mail, string? name, string address)
    {
        var content = MailContent.FromJson(mail.Body);
        var from = MailboxAddress.Parse(options.From);
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{from.Domain}",
            Date = mail.CreatedAt,
            Subject = content.Subject,
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = Plain(content, name) },
                new TextPart("html") { Text = Html(content, name) },
            },
        };
        message.From.Add(new MailboxAddress(options.FromName, from.Address));
        message.To.Add(new MailboxAddress(name, address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply");
        message.Headers.Add(HeaderId.ListId, $"{options.FromName.Replace('<', ' ').Replace('>', ' ')} <portal.{from.Domain}>");
        message.Headers.Add(HeaderId.ContentLanguage, Languages.Danish.Name);
        return message;
    }

    /// <summary>The mail's own return address, by which its bounces are recognised.</summary>
    public MailboxAddress ReturnAddressOf(OutboxMail mail) => ReturnAddressOf(mail.Id);

    /// <summary>The return address of the mail with that id.</summary>
    public MailboxAddress ReturnAddressOf(Guid mail)
    {
        var address = MailboxAddress.Parse(options.ReturnTo.Length > 0 ? options.ReturnTo : options.From);
        return options.PlainReturnAddress ? new("", address.Address) : new("", $"{address.LocalPart}+{mail:N}@{address.Domain}");
    }

    private string Plain(MailContent content, string? name)
    {
        var text = new StringBuilder();
        text.AppendLine(Greeting(name)).AppendLine();
        foreach (var paragraph in content.Paragraphs)
            text.AppendLine(paragraph).AppendLine();
        foreach (var row in content.Rows)
        {
            text.AppendLine(DanishMailFormat.Fill(
                string.IsNullOrEmpty(row.Fields) ? MailTexts.RowOfNoField : MailTexts.Row, row.Count, row.Code, row.Fields));
        }

        if (!content.Rows.IsEmpty)
            text.AppendLine();
        text.Append(MailTexts.Open).AppendLine(":").AppendLine(options.Portal + content.Path).AppendLine();
        return text.AppendLine(Closing()).ToString();
    }

    private string Html(MailContent content, string? name)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"da\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
            .Append(Safe(content.Subject)).Append("</title></head>")
            .Append("<body style=\"font-family:sans-serif;line-height:1.5;max-width:40rem;overflow-wrap:anywhere\">");
        Paragraph(Greeting(name));
        foreach (var paragraph in content.Paragraphs)
            Paragraph(paragraph);
        if (!content.Rows.IsEmpty)
        {
            html.Append("<table style=\"border-collapse:collapse\"><tr>").Append(Cell("th", MailTexts.ColumnCount))
                .Append(Cell("th", MailTexts.ColumnCode)).Append(Cell("th", MailTexts.ColumnFields)).Append("</tr>");
            foreach (var row in content.Rows)
                html.Append("<tr>").Append(Cell("td", DanishMailFormat.Fill("{0:N0}", row.Count)))
                    .Append(Cell("td", row.Code)).Append(Cell("td", row.Fields ?? "")).Append("</tr>");
            html.Append("</table>");
        }

        html.Append("<p><a href=\"")
            .Append(Safe(options.Portal + content.Path)).Append("\">").Append(Safe(MailTexts.Open)).Append("</a></p>");
        Paragraph(Closing());
        return html.Append("</body></html>").ToString();

        void Paragraph(string text) => html.Append("<p>").Append(Safe(text)).Append("</p>");
    }

    private static string Greeting(string? name) => string.IsNullOrEmpty(name)
        ? MailTexts.GreetingWithoutName
        : DanishMailFormat.Fill(MailTexts.Greeting, name);

    private string Closing() => help is null
        ? MailTexts.Closing
        : $"{MailTexts.Closing} {DanishMailFormat.Fill(MailTexts.ClosingHelp, help.Name, help.Mail, help.Phone)}";

    private static string Cell(string kind, string text) =>
        $"<{kind} style=\"text-align:left;vertical-align:top;padding:2px 12px 2px 0\">{Safe(text)}</{kind}>";

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
