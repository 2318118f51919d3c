using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ContactPortal.Tests.Architecture;

public sealed partial class SourceTests
{
    [Fact]
    public void UnfinishedWork_InTheSources_IsNowhere()
    {
        var files = Sources.Ending(".cs", ".razor", ".css", ".js", ".csproj", ".resx", ".sh").ToList();
        Assert.Contains(files, f => f.Path == "ContactPortal.Domain/Contacts/ContactBook.cs");
        Assert.Empty(files.Where(f => Unfinished().IsMatch(f.Text)).Select(f => f.Path));
    }

    [Fact]
    public void DanishTexts_InTheSources_HaveTheSameKeysInEnglish()
    {
        var texts = Sources.Ending(".resx").ToDictionary(f => f.Path, f => KeysOf(f.Text));
        foreach (var (path, keys) in texts.Where(t => !t.Key.EndsWith(".en.resx", StringComparison.Ordinal) && !OneLanguage.Contains(t.Key)))
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

    // Mails are Danish, whoever causes them.
    private static readonly string[] OneLanguage = ["ContactPortal.Domain/Mail/MailTexts.resx"];

    private static List<string> KeysOf(string resx) =>
        [.. XDocument.Parse(resx).Root!.Elements("data").Select(data => (string)data.Attribute("name")!).Order(StringComparer.Ordinal)];

    // The words are written so that this file is not found itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")]
    private static partial Regex Unfinished();
}
