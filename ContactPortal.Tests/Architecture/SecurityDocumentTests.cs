using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactPortal.Tests.Architecture;

/// <summary>Each claim of docs/security.md names the tests that hold it, and they are there.</summary>
public sealed partial class SecurityDocumentTests
{
    private const string Section = "## Threats and measures";

    private static readonly string[] States = ["met", "provider", "operator", "none", "open"];

    // Levels 1 and 2 of ASVS 5.0.0, by section: 253.
    private const string Requirements =
        """
        1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2
        4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5
        7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3
        11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4
        14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
        """;

    private static readonly string Document = TextOf("docs/security.md");

    private static readonly string Asvs = TextOf("docs/asvs.md");

    // The sources of each test class, with those of its parts.
    private static readonly Dictionary<string, string> TestClasses = (
        from file in Sources.Ending(".cs")
        where file.Path.StartsWith("ContactPortal.Tests/", StringComparison.Ordinal) && Test().IsMatch(file.Text)
        group file.Text by Path.GetFileName(file.Path).Split('.')[0])
        .ToDictionary(file => file.Key, string.Concat, StringComparer.Ordinal);

    [Fact]
    public void EveryMeasure_NamesATest()
    {
        var rows = RowsAfter(Document, Section);
        Assert.True(rows.Count > 15);
        Assert.Empty(rows.Where(row => !NamesIn(row[^1]).Any()).Select(row => row[0]));
    }

    [Fact]
    public void Tests_ThatAreNamed_Exist()
    {
        var named = NamesIn(Document).Concat(NamesIn(Asvs)).ToList();
        Assert.Contains("HistoryVerifierTests", named);
        Assert.All(named, name => Assert.True(Exists(name), name));
    }

    [Fact]
    public void EveryRequirement_OfTheStandard_IsAnsweredOnce_AndTestedWhereItIsMet()
    {
        var rows = RowsAfter(Asvs, "| requirements |");
        var wanted = Expand(Requirements).ToList();
        Assert.Equal(253, wanted.Count);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), rows.SelectMany(row => Expand(row[0])).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Contains(row[1].Trim(), States));
        Assert.Empty(
            rows.Where(row => row[1].Trim() == "met" && !NamesIn(row[3]).Any() && row[3].Trim() != "by design").Select(row => row[0]));
    }

    [Theory]
    [InlineData("SecurityDocumentTests", true)]
    [InlineData("SecurityDocumentTests.EveryMeasure_NamesATest", true)]
    [InlineData("SecurityDocumentTests.EveryMeasure", false)]
    [InlineData("NoSuchTests", false)]
    [InlineData("Sources", false)]
    public void Name_OfATest_IsJudged(string name, bool exists) => Assert.Equal(exists, Exists(name));

    private static bool Exists(string name) =>
        name.Split('.') is var parts && TestClasses.TryGetValue(parts[0], out var text)
        && (parts.Length == 1 || Regex.IsMatch(text, $@"\b{Regex.Escape(parts[1])}\("));

    private static IEnumerable<string> NamesIn(string text) =>
        Named().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static string TextOf(string path) => Sources.Documents().Single(d => d.Path == path).Text;

    // "1.2.1-3" is 1.2.1, 1.2.2 and 1.2.3.
    private static IEnumerable<string> Expand(string requirements) =>
        from Match match in Range().Matches(requirements)
        let first = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)
        let last = match.Groups[3].Success ? int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : first
        from number in Enumerable.Range(first, last - first + 1)
        select $"{match.Groups[1].Value}.{number}";

    private static List<string[]> RowsAfter(string document, string heading) =>
    [
        .. document[document.IndexOf(heading, StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split('|')),
    ];

    [GeneratedRegex(@"(\d+\.\d+)\.(\d+)(?:-(\d+))?")]
    private static partial Regex Range();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"`(?:\w+/)*(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Named();
}
