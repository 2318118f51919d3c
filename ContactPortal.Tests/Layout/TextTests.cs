using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Layout;

/// <summary>Every text exists in both languages, with the same placeholders.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void EveryText_InBothLanguages_ExistsWithTheSamePlaceholders()
    {
        var files = Sources.Ending(".resx").ToDictionary(f => f.Path, f => TextsOf(f.Text));
        var pairs = files.Keys.Where(path => files.ContainsKey(EnglishOf(path))).ToList();
        Assert.Contains("ContactPortal.Blazor/Contacts/ContactsTexts.resx", pairs);
        foreach (var (path, key, danish) in pairs.SelectMany(path => files[path].Select(text => (path, text.Key, text.Value))))
        {
            var english = files[EnglishOf(path)][key];
            Assert.False(string.IsNullOrWhiteSpace(danish) || string.IsNullOrWhiteSpace(english), $"{path}: {key} is empty.");
            Assert.True(GapsIn(danish).SequenceEqual(GapsIn(english)), $"{path}: {key} has other gaps in English.");
        }
    }

    private static string EnglishOf(string path) => path[..^"resx".Length] + "en.resx";

    private static Dictionary<string, string> TextsOf(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => d.Element("value")!.Value);

    private static IEnumerable<string> GapsIn(string text) =>
        Gap().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Gap();
}
