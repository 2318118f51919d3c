using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Bench;

/// <summary>
/// The result of a bench: description, machine and figures; as a table, as JSON, and as a section of docs/performance.md.
/// </summary>
internal sealed record BenchReport(
    string Name, string What, DateTimeOffset At, Machine Machine, string LoadBefore, string LoadAfter, IReadOnlyList<Measurements> Figures)
{
    private const string Preface = """
        # Performance

        How fast the portal is, measured from outside: a published portal as a process of its own, over HTTP, with a database file of
        its own. Each section below is the latest run of one bench, which writes it:

            dotnet run -c Release --project ContactPortal.Tests -- bench NAME

        On a machine with other work to do the figures are worse than the portal's own; the load says whether it had. "Medians of the runs" is
        the least and the greatest of them: differences within that range are noise.

        """;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>Writes the report as JSON; returns the path.</summary>
    public async Task<string> WriteJsonAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"bench-{Name}-{At:yyyyMMddHHmmss}.json"));
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, Indented));
        return path;
    }

    /// <summary>Replaces the bench's section of docs/performance.md; returns the path.</summary>
    public async Task<string> WritePageAsync()
    {
        var path = Path.Combine(Sources.Root, "docs", "performance.md");
        var page = File.Exists(path) ? await File.ReadAllTextAsync(path) : Preface;
        var parts = page.ReplaceLineEndings("\n").Split("\n## ").ToList();
        var before = parts.FindIndex(part => part.StartsWith($"{Name}\n", StringComparison.Ordinal));
        if (before < 0)
            parts.Add(Part());
        else
            parts[before] = Part();
        await File.WriteAllTextAsync(path, $"{string.Join("\n\n## ", parts.Select(part => part.TrimEnd()))}\n");
        return path;
    }

    public override string ToString() => $"## {Part()}";

    private string Part()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Name}\n\n{What}\n\n");
        text.Append(
            CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd HH:mm} UTC, on {Machine}. Load before: {LoadBefore}; after: {LoadAfter}.\n\n");
        text.Append(
            "| what | unit | goal | measured | median | p95 | p99 | most | medians of the runs |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var f in Figures)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {f.What} | {f.Unit} | {f.Goal} | {f.Count} | {f.Median:N0} | {f.P95:N0} | {f.P99:N0} | {f.Most:N0} | "
                + $"{f.LeastMedian:N0} to {f.MostMedian:N0} |\n");
        }

        return text.ToString();
    }
}
