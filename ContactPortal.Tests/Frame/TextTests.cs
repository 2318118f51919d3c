using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContactPortal.Blazor.Theme;
using ContactPortal.Domain;
using ContactPortal.Tests.Architecture;
using MudBlazor;

namespace ContactPortal.Tests.Frame;

/// <summary>Texts: all there in both languages, with the same gaps to fill, MudBlazor's among them.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void EveryText_InBothLanguages_IsThereWithTheSameGaps()
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

    [Fact]
    public void MudBlazorsOwnTexts_AreAllDanish()
    {
        ResourceManager library = new("MudBlazor.Resources.LanguageResource", typeof(MudLocalizer).Assembly);
        var keys = library.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(e => ((string)e.Key, (string)e.Value!)).ToList();
        Assert.Contains(keys, k => k.Item1 == "MudDataGrid_Sort");
        In(Languages.Danish, () => Assert.Empty(keys.Where(k => new PortalMudLocalizer()[k.Item1].ResourceNotFound).Select(k => k.Item1)));
        In(Languages.Danish, () => Assert.All(keys, k => Assert.Equal(GapsIn(k.Item2), GapsIn(new PortalMudLocalizer()[k.Item1].Value))));
    }

    [Fact]
    public void MudBlazorsOwnTexts_OnAnEnglishScreen_AreLeftToMudBlazor()
    {
        In(Languages.Danish, () => Assert.Equal("Sortér", new PortalMudLocalizer()["MudDataGrid_Sort"].Value));
        In(CultureInfo.GetCultureInfo("en"), () => Assert.True(new PortalMudLocalizer()["MudDataGrid_Sort"].ResourceNotFound));
    }

    private static string EnglishOf(string path) => path[..^"resx".Length] + "en.resx";

    private static Dictionary<string, string> TextsOf(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => d.Element("value")!.Value);

    private static IEnumerable<string> GapsIn(string text) => Gap().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    private static void In(CultureInfo language, Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Gap();
}
