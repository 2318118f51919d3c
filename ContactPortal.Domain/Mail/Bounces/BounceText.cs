using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;

namespace ContactPortal.Domain.Mail;

/// <summary>Reads what a report says in plain words, without the returned mail below it. Bounded. Pure.</summary>
internal static partial class BounceText
{
    private const int LongestText = 64 * 1024;
    private const int MaxBytes = 256 * 1024;
    private const int LongestAnswer = 1000;
    private const int LongestWords = 3000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The words of the report: of its plain text, else of its HTML.</summary>
    public static string Of(MimeMessage message)
    {
        var texts = message.BodyParts.OfType<TextPart>().Where(p => !IsReturnedMail(p)).ToList();
        var plain = texts.Where(p => !p.IsHtml).Select(Of).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        return WithoutReturnedMail(plain ?? texts.Where(p => p.IsHtml).Select(Of).FirstOrDefault() ?? "");
    }

    /// <summary>The text of a part, with lines ended by a line feed alone.</summary>
    public static string Of(TextPart part)
    {
        if (part.Content is null)
            return "";
        var text = part.Text;
        text = text.Length > LongestText ? text[..LongestText] : text;
        return (part.IsHtml ? Stripped(text) : text).ReplaceLineEndings("\n");
    }

    /// <summary>The text of any part; lines end with a line feed alone.</summary>
    public static string Read(MimePart part)
    {
        if (part is TextPart words)
            return Of(words);
        if (part.Content is null)
            return "";
        using var text = new MemoryStream();
        using var content = part.Content.Open();
        var buffer = new byte[8192];
        for (int read; text.Length < MaxBytes && (read = content.Read(buffer)) > 0;)
            text.Write(buffer, 0, read);
        return Decode(text.ToArray(), part.ContentType.Charset);
    }

    /// <summary>The text of bytes in the given charset, else in UTF-8, else in Latin-1; lines end with a line feed alone.</summary>
    private static string Decode(byte[] bytes, string? charset)
    {
        if (charset is not null && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Encoding.GetEncoding(charset).GetString(bytes).ReplaceLineEndings("\n");
            }
            catch (ArgumentException)
            {
                // An unknown charset: tried as the others.
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n");
        }
    }

    /// <summary>
    /// The reason by the words: by the first paragraph that holds an answer of a mail server with a known reason, else by all of them.
    /// </summary>
    public static (BounceReason Reason, string Words) Diagnose(string text)
    {
        var words = GooglePreamble().Replace(Commands().Replace(text, ""), "");
        foreach (var paragraph in Paragraph().Split(words).Where(BounceDiagnosis.HoldsAnswer))
        {
            // What the server answered tells more than the words around it.
            var whole = Cut(paragraph.Trim());
            foreach (var answer in new[] { AnswerIn(whole), whole })
            {
                if (BounceDiagnosis.Of(null, answer) is var reason and not BounceReason.Unclear)
                    return (reason, answer);
            }
        }

        var start = words.Length > LongestWords ? words[..LongestWords] : words;
        return (BounceDiagnosis.Of(null, start), start);
    }

    private static string Cut(string paragraph) => paragraph.Length > LongestAnswer ? paragraph[..LongestAnswer] : paragraph;

    /// <summary>What follows a colon and is introduced as the answer of a server, such as <c>said: 550 …</c>; else the whole.</summary>
    private static string AnswerIn(string paragraph) =>
        BounceDiagnosis.IndexOfReply(paragraph) is > 0 and var at && paragraph[..at].TrimEnd(' ', '\n', '\t', '"', '\'').EndsWith(':')
            ? paragraph[at..]
            : paragraph;

    private static bool IsReturnedMail(TextPart part) =>
        part.ContentType.IsMimeType("text", "rfc822-headers") || part.ContentType.IsMimeType("text", "rfc822");

    private static string WithoutReturnedMail(string text)
    {
        foreach (Match mark in ReturnedMail().Matches(text))
        {
            if (text[..mark.Index].Any(char.IsLetter))
                return text[..mark.Index];
        }

        return text;
    }

    private static string Stripped(string html)
    {
        var text = new StringBuilder();
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        var hidden = false;
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title } tag:
                    hidden = !tag.IsEndTag && !tag.IsEmptyElement;
                    break;
                case HtmlTagToken { Id: HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.Table or HtmlTagId.LI }:
                    text.Append("\n\n");
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br }:
                    text.Append('\n');
                    break;
                case HtmlTagToken:
                    text.Append(' ');
                    break;
                case HtmlDataToken data when !hidden:
                    text.Append(data.Data);
                    break;
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Paragraph();

    // What Google writes before the answer of the other server: who rejected the mail, not why.
    [GeneratedRegex(@"Google\s+tried\s+to\s+deliver\s+your\s+message,[^.]*\.", RegexOptions.IgnoreCase)]
    private static partial Regex GooglePreamble();

    // The commands in a transcript of a session: their words are the portal's own.
    [GeneratedRegex(@"^\s*>>>.*$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(
        """
        ^[\s>*=_-]*(-{3,}.{0,60}(original|returned|unsent|copy|message|header|mail)\b.{0,60}|(this\sis|below|the\sfollowing\sis
        |included\sis|here\sis|enclosed|attached).{0,40}\bcopy\s(of|is).{0,60}
            |(begin|start)\s(of\s)?(the\s)?(returned|original)\s(message|mail).{0,40}|(original\s|the\s)?message\sheaders?(\sfollow\w*)?:?
            |(your\s)?(original|unsent|returned)\s(message|mail)(\sheaders?|\stext|\sfollows?|\sis\s\w+)*\s*:?)[\s-]*$
        |^(received|return-path|dkim-signature|mime-version|message-id|x-mailer|content-type):\s
        """, RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ReturnedMail();
}
