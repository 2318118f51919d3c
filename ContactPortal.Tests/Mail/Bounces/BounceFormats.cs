using System.Reflection;

namespace ContactPortal.Tests.Mail;

/// <summary>
/// Bounces as mail servers of many kinds write them, and other messages that come to the same address, in a text file: each begins with
/// <c>== name | verdicts</c>, then its headers, a blank line and its words; below <c>-- status</c> stand the fields of its delivery status.
/// More than one verdict is right where the words tell two reasons of which neither is about the address.
/// </summary>
internal static class BounceFormats
{
    private const string File = "ContactPortal.Tests.Mail.Bounces.BounceFormats.txt";
    private const string Begin = "\n== ";
    private const string Status = "\n-- status";

    public static IReadOnlyList<(string Name, string[] Verdicts, BounceExample Example)> All { get; } = [.. Read()];

    private static IEnumerable<(string Name, string[] Verdicts, BounceExample Example)> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(File)!;
        using var reader = new StreamReader(stream);
        var text = "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (var block in text.Split(Begin, StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, rest) = Halves(block.TrimEnd('\n'), "\n");
            var (name, verdicts) = Halves(head, "|");
            yield return (name.Trim(), verdicts!.Trim().Split('/'), Example("\n" + rest));
        }
    }

    private static BounceExample Example(string block)
    {
        var (message, status) = Halves(block, Status);
        var (head, words) = Halves(message.TrimStart('\n'), "\n\n");
        var example = new BounceExample { Status = status?.Trim('\n') };
        var headers = new List<string>();
        foreach (var line in head.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (field, value) = Halves(line, ": ");
            switch (field)
            {
                case "From":
                    example = example with { From = value! };
                    break;
                case "Subject":
                    example = example with { Subject = value! };
                    break;
                default:
                    headers.Add(line);
                    break;
            }
        }

        example = example with { Headers = string.Join('\n', headers) };
        if (words is null)
            return example;
        return words.StartsWith("<html", StringComparison.Ordinal)
            ? example with { Text = words, TextType = "text/html; charset=utf-8" }
            : example with { Text = words };
    }

    private static (string First, string? Second) Halves(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : (text, null);
}
