using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ContactPortal.Tests.Architecture;

public sealed partial class SourceTests
{
    [Fact]
    public void UnfinishedWork_InTheSources_IsNowhere()
    {
        var files = Sources.Ending(".cs", ".razor", ".css", ".js", ".csproj", ".resx", ".sh").ToList();
        Assert.Contains(files, f => f.Path == "ContactPortal.Domain/Contacts/ContactService.cs");
        Assert.Empty(files.Where(f => Unfinished().IsMatch(f.Text)).Select(f => f.Path));
    }

    [Fact]
    public void DanishTexts_InTheSources_HaveTheSameKeysInEnglish()
    {
        var texts = Sources.Ending(".resx").ToDictionary(f => f.Path, f => KeysOf(f.Text));
        foreach (var (path, keys) in texts.Where(
            t => !t.Key.EndsWith(".en.resx", StringComparison.Ordinal) && !OneLanguage.Contains(t.Key)))
        {
            var english = path[..^"resx".Length] + "en.resx";
            Assert.True(texts.ContainsKey(english), $"{path} has no {english}.");
            Assert.NotEmpty(keys);
            Assert.Equal(keys, texts[english]);
        }

        Assert.All(
            texts.Keys.Where(path => path.EndsWith(".en.resx", StringComparison.Ordinal)),
            path => Assert.Contains(path[..^"en.resx".Length] + "resx", texts.Keys));
    }

    /// <summary>Whoever needs the time asks the TimeProvider that is registered; days and hours in Denmark are DanishCalendar's.</summary>
    [Fact]
    public void ClockAndTimeZoneOfTheMachine_InTheProduct_AreAskedInTheirOwnPlacesAlone()
    {
        var asked = from file in Sources.Ending(".cs", ".razor")
                    where !file.Path.StartsWith(TestProject, StringComparison.Ordinal)
                    from Match match in MachineClock().Matches(file.Text)
                    orderby file.Path
                    select file.Path;
        Assert.Equal(["ContactPortal.Blazor/Hosting/PortalServices.cs", "ContactPortal.Domain/Text/DanishCalendar.cs"], asked);
    }

    /// <summary>
    /// A test takes its dates from the portal's clock (PortalHost.Now, PortalUnderTest.Clock): the machine's may be in another month, and
    /// is another one in each run. Benches measure with the machine's.
    /// </summary>
    [Fact]
    public void MachineClock_InTheTests_IsAskedOnlyWhereACommentSaysWhy()
    {
        var asked = Sources.Ending(".cs")
            .Where(
                f => f.Path.StartsWith(TestProject, StringComparison.Ordinal) && !f.Path.StartsWith(
                    $"{TestProject}Bench/", StringComparison.Ordinal))
            .SelectMany(f => LinesWithMachineClock(f.Path, f.Text.Split('\n')))
            .ToList();
        Assert.Contains(asked, line => line.Place.StartsWith($"{TestProject}Hosting/SelfSigned.cs:", StringComparison.Ordinal));
        Assert.Empty(asked.Where(line => !line.IsExplained).Select(line => line.Place));
    }

    /// <summary>What belongs to one component is in its .razor.css: the stylesheets of all components stay short.</summary>
    [Fact]
    public void Stylesheets_OfAllComponents_HaveAtMost300Lines()
    {
        var shared = Sources.Ending(".css")
            .Where(f => f.Path.StartsWith("ContactPortal.Blazor/wwwroot/", StringComparison.Ordinal)).ToList();
        Assert.Contains(shared, f => f.Path.EndsWith("/portal.css", StringComparison.Ordinal));
        Assert.Empty(shared.Where(f => f.Text.Count(c => c == '\n') > 300).Select(f => f.Path));
    }

    private const string TestProject = "ContactPortal.Tests/";

    private static IEnumerable<(string Place, bool IsExplained)> LinesWithMachineClock(string path, string[] lines) =>
        from i in Enumerable.Range(1, lines.Length - 1)
        where MachineDate().IsMatch(lines[i])
        select ($"{path}:{i + 1}", lines[i - 1].TrimStart().StartsWith("// The machine's clock: ", StringComparison.Ordinal));

    // Mails are Danish, whoever causes them.
    private static readonly string[] OneLanguage = ["ContactPortal.Domain/Mail/Messages/MailTexts.resx"];

    private static List<string> KeysOf(string resx) =>
        [.. XDocument.Parse(resx).Root!.Elements("data").Select(data => (string)data.Attribute("name")!).Order(StringComparer.Ordinal)];

    // The words are written so that this file is not found itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")]
    private static partial Regex Unfinished();

    private const string MachineDates =
        @"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b|\bTimeProvider\s*\.\s*System\b|\bTimeZoneInfo\s*\.\s*Local\b"
        + @"|\.\s*LocalDateTime\b|\bToLocalTime\(|\bGetLocalNow\(";

    [GeneratedRegex(MachineDates)]
    private static partial Regex MachineDate();

    // The product has no measure of time that a test cannot set either, and no time zone but Denmark's.
    [GeneratedRegex(
        MachineDates + @"|\bStopwatch\b|\bTickCount(64)?\b|\bCreateVersion7\(\)|\bTimeZoneInfo\s*\.\s*(\w*FindSystem|ConvertTime)\w+\b")]
    private static partial Regex MachineClock();
}
