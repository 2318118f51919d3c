using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Organisations;

/// <summary>The 98 municipalities of Denmark, read once from an embedded resource.</summary>
public static class Municipalities
{
    /// <summary>All 98, by code.</summary>
    public static ImmutableArray<Organisation> All { get; } = [.. Read()];

    /// <summary>All 98, by name in Danish order.</summary>
    public static ImmutableArray<Organisation> ByName { get; } = [.. All.OrderBy(o => o.Name, DanishCollation.Names)];

    private static readonly FrozenDictionary<OrganisationCode, Organisation> ByCode = All.ToFrozenDictionary(o => o.Code);
    private static readonly FrozenDictionary<string, Organisation> ByCvr = All.ToFrozenDictionary(o => o.Cvr, StringComparer.Ordinal);

    /// <summary>The municipality with that code, or null when there is none.</summary>
    public static Organisation? Find(OrganisationCode code) => ByCode.GetValueOrDefault(code);

    /// <summary>The municipality with that CVR number, or null.</summary>
    public static Organisation? FindByCvr(string cvr) => ByCvr.GetValueOrDefault(cvr);

    /// <summary>The name of the municipality with that code; throws for an unknown code.</summary>
    public static string NameOf(OrganisationCode code) => ByCode[code].Name;

    /// <summary>The code that a list of municipalities names.</summary>
    internal static OrganisationCode CodeOf(string text) => new(int.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<Organisation> Read()
    {
        var cvrNumbers = EmbeddedList.ReadRows("municipality-cvr.csv").ToDictionary(fields => CodeOf(fields[0]), fields => fields[1]);
        return EmbeddedList.ReadRows("municipalities.csv").Select(
            fields => new Organisation(CodeOf(fields[0]), fields[1], cvrNumbers[CodeOf(fields[0])]));
    }
}
