using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace ContactPortal.Domain.Organisations;

/// <summary>The 98 municipalities of Denmark, read once from an embedded resource.</summary>
public static class Municipalities
{
    /// <summary>All 98, by code.</summary>
    public static ImmutableArray<Organisation> All { get; } = [.. Read()];

    private static readonly FrozenDictionary<OrganisationCode, Organisation> ByCode = All.ToFrozenDictionary(o => o.Code);

    /// <summary>The municipality with that code, or null when there is none.</summary>
    public static Organisation? Find(OrganisationCode code) => ByCode.GetValueOrDefault(code);

    /// <summary>The name of the municipality with that code; throws for an unknown code.</summary>
    public static string NameOf(OrganisationCode code) => ByCode[code].Name;

    private static IEnumerable<Organisation> Read()
    {
        using var stream = typeof(Municipalities).Assembly.GetManifestResourceStream("municipalities.csv")
            ?? throw new InvalidOperationException("The list of municipalities is missing from the assembly.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var separator = line.IndexOf(';', StringComparison.Ordinal);
            yield return new(new(int.Parse(line.AsSpan(0, separator), CultureInfo.InvariantCulture)), line[(separator + 1)..]);
        }
    }
}
