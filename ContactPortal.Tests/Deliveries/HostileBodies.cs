using System.Globalization;
using System.Text;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Generates request bodies with hostile values in random places. The same seed makes the same body.</summary>
internal static class HostileBodies
{
    private const int MostErrors = 6;
    private const int DeepestNesting = 200;

    private static readonly string[] Numbers = ["0", "-1", "1.5", "1e400", "99999999999999999999", "-0", "00", "2147483648", "NaN"];

    private static readonly string[] Others =
        ["null", "true", "{}", "[]", "[[]]", "{\"a\":{\"b\":[1,2]}}", "", ",", "\"", "\\", "undefined"];

    // As escaped in JSON, without the quotation marks.
    private static readonly string[] Texts =
    [
        "", " ", "A12", @"a\r\nBcc: x@y.example", @"a\u0000b", @"a\u202eb", @"a\u200bb", @"\ud800", @"\udc00\ud800", @"\ud83d\ude00",
        "\u0001", "\r\n", "=cmd|' /C calc'!A0",
        "+1", "-1", "@SUM(A1)", @"\tx", "<script>alert(1)</script>", "{0} {1:N0}", "'; DROP TABLE Deliveries; --", "010190-1234",
        "0101901234", @"010190\u00a01234",
        @"\x", @"\u12", "æøå ﷽ ＝", @"a\u2028b", "2026-02", "AMFORA", "751", "../../etc/passwd", "%00",
    ];

    /// <summary>The body for a seed.</summary>
    public static byte[] Of(int seed)
    {
        var random = new Random(seed);
        var hostility = random.Next(4) switch { 0 => 0, 1 => 0.02, 2 => 0.1, _ => 0.4 };
        var errors = Enumerable.Range(0, random.Next(MostErrors)).Select(i => Object(random, hostility,
            ("code", Quoted($"A{random.Next(40)}")), ("text", Quoted(random.Next(3) == 0 ? Text(random) : "Slutdato ligger før startdato")),
            ("field", Quoted("slutdato")),
            ("line", $"{i + 1}"), ("reference", Quoted($"sag-{random.Next(1000)}"))));
        var body = Object(random, hostility,
            ("organisation", "751"), ("type", Quoted("AMFORA")), ("period", Quoted("2026-02")),
            ("deliveryId", Quoted($"leverance-{random.Next(2000)}")),
            ("records", "100"), ("errors", $"[{string.Join(',', errors)}]"));
        var bytes = Encoding.UTF8.GetBytes(body);
        return random.NextDouble() < hostility ? Corrupted(random, bytes) : bytes;
    }

    private static string Object(Random random, double hostility, params (string Name, string Value)[] fields)
    {
        var written = fields
            .Where(_ => random.NextDouble() >= hostility / 4)
            .Select(f => $"{Quoted(f.Name)}:{(random.NextDouble() < hostility ? Hostile(random) : f.Value)}").ToList();
        if (random.NextDouble() < hostility)
            written.Add($"{Quoted(random.Next(2) == 0 ? "unknown" : fields[0].Name)}:{Hostile(random)}");
        return $"{{{string.Join(',', written)}}}";
    }

    private static string Hostile(Random random) => random.Next(6) switch
    {
        0 => Numbers[random.Next(Numbers.Length)],
        1 => Others[random.Next(Others.Length)],
        2 => Nested(random.Next(DeepestNesting)),
        3 => Quoted(new string('x', random.Next(4) switch { 0 => 31 * 1024, 1 => 33 * 1024, 2 => 201, _ => 1001 })),
        4 => random.Next().ToString(CultureInfo.InvariantCulture),
        _ => Quoted(Text(random)),
    };

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Texts[random.Next(Texts.Length)]));

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    // Truncated, with changed bytes (which is no longer UTF-8), with something before or after it, or repeated twice.
    private static byte[] Corrupted(Random random, byte[] bytes)
    {
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var i = random.Next(1, 4); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                return [0xef, 0xbb, 0xbf, .. bytes];
            case 3:
                return [.. bytes, .. "}"u8];
            default:
                return [.. bytes, .. bytes];
        }
    }
}
