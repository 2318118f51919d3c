using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace ContactPortal.Domain.Organisations;

/// <summary>
/// The regions that the municipalities belong to, by day: on 1 January 2027 Region Hovedstaden and Region Sjælland become Region
/// Østdanmark. Read once from embedded resources.
/// </summary>
public static class Regions
{
    // By the area that a municipality is listed under, the newest region first.
    private static readonly FrozenDictionary<string, ImmutableArray<(DateOnly From, string Name)>> ByArea =
        EmbeddedList.ReadRows("regions.csv")
            .GroupBy(fields => fields[0], fields => (From: DayOf(fields[2]), Name: fields[1]))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(r => r.From).ToImmutableArray());

    private static readonly FrozenDictionary<OrganisationCode, string> Areas = EmbeddedList.ReadRows("municipality-cvr.csv")
        .ToFrozenDictionary(fields => Municipalities.CodeOf(fields[0]), fields => fields[2]);

    /// <summary>The name of the region that the municipality belongs to on that day: "Region Hovedstaden".</summary>
    public static string NameOf(OrganisationCode municipality, DateOnly day)
    {
        var regions = ByArea[Areas[municipality]];
        return (regions.FirstOrDefault(r => r.From <= day) is { Name: not null } region ? region : regions[^1]).Name;
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
