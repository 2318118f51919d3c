using System.Globalization;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Imports;

/// <summary>Finds municipalities by what files call them: "101", "0101", "København", "Københavns Kommune", "Århus".</summary>
internal static class MunicipalityName
{
    private const string Suffix = "kommune";

    private static readonly Dictionary<string, OrganisationCode> ByName = Municipalities.All
        .SelectMany(m => new[] { (Name: Normalised(m.Name), m.Code), (Name: Normalised(m.Name) + "s", m.Code) })
        .DistinctBy(m => m.Name)
        .ToDictionary(m => m.Name, m => m.Code, StringComparer.Ordinal);

    /// <summary>The municipality, or null.</summary>
    public static OrganisationCode? Find(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? Municipalities.Find(new(code))?.Code
            : ByName.TryGetValue(Normalised(text), out var named) ? named : null;

    private static string Normalised(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetter)).ToLowerInvariant().Replace("å", "aa", StringComparison.Ordinal);
        return letters.EndsWith(Suffix, StringComparison.Ordinal) ? letters[..^Suffix.Length] : letters;
    }
}
