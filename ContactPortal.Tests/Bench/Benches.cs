namespace ContactPortal.Tests.Bench;

/// <summary>The command "bench NAME", and the list of benches.</summary>
internal static class Benches
{
    public const string Command = "bench";

    private static readonly Dictionary<string, Func<Task<BenchReport>>> All = new()
    {
        [AgencyBench.Name] = AgencyBench.RunAsync,
        [AwayBench.Name] = AwayBench.RunAsync,
        [BouncesBench.Name] = BouncesBench.RunAsync,
        [CircuitsBench.Name] = CircuitsBench.RunAsync,
        [ClusterBench.Name] = ClusterBench.RunAsync,
        [DeliveriesBench.Name] = DeliveriesBench.RunAsync,
        [ImportBench.Name] = ImportBench.RunAsync,
        [LiveBench.Name] = LiveBench.RunAsync,
        [MaxPagesBench.Name] = MaxPagesBench.RunAsync,
        [ReadBench.Name] = ReadBench.RunAsync,
        [SaveBench.Name] = SaveBench.RunAsync,
        [SearchBench.Name] = SearchBench.RunAsync,
        [StartBench.Name] = StartBench.RunAsync,
    };

    /// <summary>Runs a bench; prints its report, and writes it as JSON and to docs/performance.md.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var name] || !All.TryGetValue(name, out var bench))
        {
            await Console.Error.WriteLineAsync($"bench needs the name of one: {string.Join(", ", All.Keys)}");
            return 1;
        }

        var report = await bench();
        await Console.Out.WriteLineAsync($"{report}\nWritten: {await report.WriteJsonAsync()}, {await report.WritePageAsync()}");
        return 0;
    }
}
