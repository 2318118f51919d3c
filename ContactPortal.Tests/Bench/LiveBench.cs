using System.Globalization;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>From a save to the pages of everybody who watches: somebody changes a name in a browser, the others' pages are told over the circuit's protocol.</summary>
internal static class LiveBench
{
    public const string Name = "live";

    private const int Runs = 3;
    private const int SavesARun = 5;

    private static readonly int[] Crowds = [20, 1_000];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Figures> figures = [];
        foreach (var watchers in Crowds)
            figures.AddRange(await MeasureAsync(watchers));
        return new(
            Name,
            $"{Runs} runs of {SavesARun} saves of a name in Chromium, at most two a second, while others of the same municipality have Kontakter open. The time is from the moment in the change's line of history, which is before its commit, to the arrival at each page; senders and receivers share the machine.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Figures>> MeasureAsync(int watchers)
    {
        await using var portal = await PublishedPortal.StartAsync();
        await using var crowd = await Crowd.OfAsync(portal);
        var arrivals = new Arrivals();
        await crowd.ComeAsync(watchers, Koebenhavn, arrivals.Hearing);

        var chromium = new Chromium();
        await using var visitor = await Visitor.WithAsync(await chromium.StartedAsync(), "Mette Holm", portal.Address);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        var before = "Ali Khan";
        List<double>[] times = [[], [], []], work = [[], [], []];
        for (var run = 0; run < Runs; run++)
        {
            var used = portal.ProcessorTime;
            for (var i = 0; i < SavesARun; i++)
            {
                var pace = Task.Delay(Pace);
                var name = string.Create(CultureInfo.InvariantCulture, $"Maalt {run} {i:00} x");
                var from = before;
                times[run].AddRange(await arrivals.OfAsync(name, watchers, crowd.Store, async () =>
                {
                    await visitor.EditAsync(from);
                    await visitor.Field("Navn").FillAsync(name);
                    await visitor.SaveAsync();
                }));
                before = name;
                await pace;
            }

            work[run].Add((portal.ProcessorTime - used).TotalMilliseconds / SavesARun);
        }

        await chromium.DisposeAsync();
        var those = string.Create(CultureInfo.InvariantCulture, $"{watchers:N0} watchers");
        return
        [
            Figures.Of($"{those}: from the save to the page", "ms", watchers <= 20 ? "p99 under 20" : "p99 under 150", times),
            Figures.Of($"{those}: processor time a save", "ms", "", work),
        ];
    }
}
