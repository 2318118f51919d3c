using System.Collections.Immutable;
using Bogus;

namespace ContactPortal.Blazor.Demo;

/// <summary>Common given and family names in Denmark, for persons who do not exist.</summary>
internal sealed class DemonstrationNames
{
    private readonly string[] given;
    private readonly string[] family;

    private DemonstrationNames(string[] given, string[] family) => (this.given, this.family) = (given, family);

    /// <summary>Reads the names from the embedded resource.</summary>
    public static DemonstrationNames Read()
    {
        using var stream = typeof(DemonstrationNames).Assembly.GetManifestResourceStream("danish-names.txt")
            ?? throw new InvalidOperationException("The demonstration's names are missing from the assembly.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        return new(Line(lines, "given:"), Line(lines, "family:"));
    }

    /// <summary>Picks that many different full names, none of them a persona's.</summary>
    public ImmutableArray<string> Pick(Randomizer random, int count)
    {
        var taken = Personas.All.Select(p => p.Name).ToHashSet();
        var picked = ImmutableArray.CreateBuilder<string>(count);
        while (picked.Count < count)
        {
            var name = $"{random.ArrayElement(given)} {random.ArrayElement(family)}";
            if (taken.Add(name))
                picked.Add(name);
        }

        return picked.ToImmutable();
    }

    private static string[] Line(string[] lines, string kind) =>
        lines.Single(line => line.StartsWith(kind, StringComparison.Ordinal))[kind.Length..].Split(
            ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
