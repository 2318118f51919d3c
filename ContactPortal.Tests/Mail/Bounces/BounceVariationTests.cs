using System.Text;
using ContactPortal.Domain.Mail;
using CsCheck;
using MimeKit;

namespace ContactPortal.Tests.Mail;

/// <summary>The verdict doesn't depend on how a message is written: order of parts, folding, case, charset, transfer encoding.</summary>
public sealed class BounceVariationTests
{
    private static readonly string[] Charsets = ["utf-8", "iso-8859-1", "windows-1252", "utf-16"];

    private static readonly ContentEncoding[] Encodings = [ContentEncoding.Base64, ContentEncoding.QuotedPrintable];

    private static readonly Gen<BounceExample> Examples = OneOf([.. BounceExamples.All.Select(e => e.Example)]);

    static BounceVariationTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void OrderOfParts_ChangesNothing() => Gen.Select(Examples, Gen.Int[0, 1000]).Sample((example, seed) =>
    {
        var message = example.ToMessage();
        if (message.Body is Multipart parts)
        {
            var shuffled = parts.OrderBy(p => (seed * 31 + p.ContentType.MimeType.Length) * 2_654_435_761L % 1009).ToList();
            parts.Clear();
            foreach (var part in shuffled)
                parts.Add(part);
        }

        return Same(example, message);
    });

    [Fact]
    public void CharsetAndTransferEncoding_ChangeNothing() =>
        Gen.Select(Examples, OneOf(Charsets), OneOf(Encodings)).Sample((example, charset, encoding) =>
        {
            var message = example.ToMessage();
            foreach (var part in message.BodyParts.OfType<MimePart>().Where(p => p.Content is not null))
            {
                if (part is TextPart { IsHtml: false } text)
                    text.SetText(charset, text.Text);
                part.ContentTransferEncoding = encoding;
            }

            return Same(example, Reread(message));
        });

    [Fact]
    public void CaseOfFieldsAndAddresses_ChangesNothing() => Gen.Select(Examples, Gen.Bool).Sample((example, upper) =>
    {
        var changed = example with { Status = example.Status is { } status ? Cased(status, upper) : null };
        return Same(example, changed.ToMessage());
    });

    [Fact]
    public void FoldingOfFields_AndBlanksBeforeTheColon_ChangeNothing() =>
        Gen.Select(Examples, Gen.Bool).Sample((example, fold) =>
        {
            var status = fold
                ? example.Status?.Replace("; ", ";\n  ", StringComparison.Ordinal)
                : example.Status?.Replace(": ", " :\t", StringComparison.Ordinal);
            return Same(example, (example with { Status = status }).ToMessage());
        });

    [Fact]
    public void RandomText_NeverThrows() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample((status, text, header) =>
    {
        var raw = new BounceExample { Status = status, Text = text, Headers = "X-Failed-Recipients: " + header }.ToRaw();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(raw));
        BounceClassifier.Classify(MimeMessage.Load(stream), BounceExample.Address);
    });

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Same(BounceExample example, MimeMessage changed) =>
        ReasonOf(example.ToMessage()) == ReasonOf(changed);

    private static BounceReason? ReasonOf(MimeMessage message) =>
        (BounceClassifier.Classify(message, BounceExample.Address) as BounceVerdict.Failure)?.Reason;

    private static string Cased(string status, bool upper) => string.Join('\n', status.Split('\n').Select(line =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? (upper ? line[..colon].ToUpperInvariant() : line[..colon].ToLowerInvariant()) + line[colon..]
            : line));

    private static MimeMessage Reread(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        stream.Position = 0;
        return MimeMessage.Load(stream);
    }
}
