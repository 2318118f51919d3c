using System.Diagnostics;
using System.Globalization;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures many open pages: memory a page, pages opened a second, and idle processor use.</summary>
internal static class CircuitsBench
{
    public const string Name = "circuits";

    private const int Runs = 3;
    private const double Kibibyte = 1024;

    private static readonly int[] PageCounts = [100, 1_000, 5_000];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IdlePeriod = TimeSpan.FromSeconds(20);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [];
        foreach (var count in PageCounts)
            figures.AddRange(await MeasureAsync(count, Runs));
        figures.Add(await MeasureConnectionsAsync(PageCounts[^1]));
        return new(
            Name,
            $"Opens Kontakter as employees of 98 municipalities, 9 to 12 rows each, by the circuit's own protocol over WebSockets, {Runs} "
            + "times with a portal that was started anew. Memory is what a page adds to an idle portal that has served pages before. The "
            + "same number of connections on which no page was ever opened show what the framework's own messages to keep them alive take.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    /// <summary>Opens that many pages in each run, with the portal restarted for each, and measures their cost.</summary>
    public static async Task<IEnumerable<Measurements>> MeasureAsync(int count, int runs)
    {
        await using var portal = await PublishedPortal.StartAsync();
        List<double>[] heap = Empty(runs), memory = Empty(runs), opened = Empty(runs), idle = Empty(runs);
        for (var run = 0; run < runs; run++)
        {
            if (run > 0)
                await portal.RestartAsync();
            await using (var first = await SimulatedPages.OfAsync(portal))
                await first.OpenPagesAsync(PageCounts[0]);
            var (heapBefore, memoryBefore) = (await portal.HeapAsync(), portal.Memory);
            await using var pages = await SimulatedPages.OfAsync(portal);
            var clock = Stopwatch.StartNew();
            await pages.OpenPagesAsync(count);
            opened[run].Add(count / clock.Elapsed.TotalSeconds);
            heap[run].Add((await portal.HeapAsync() - heapBefore) / Kibibyte / count);
            memory[run].Add((portal.Memory - memoryBefore) / Kibibyte / count);

            // Wait for the background recompilation of hot methods, which is no part of idle processor use.
            await Task.Delay(Settling);
            idle[run].Add(await IdleAsync(portal));
        }

        var those = string.Create(CultureInfo.InvariantCulture, $"{count:N0} pages");
        return
        [
            Measurements.Of($"{those}: heap a page, after a collection", "KiB", "under 450, then 273", heap),
            Measurements.Of($"{those}: memory of the process a page", "KiB", "", memory),
            Measurements.Of($"{those}: opened", "a second", "", opened),
            Measurements.Of($"{those}: processor while nothing happens", "% of a core", "under 5 for 5,000", idle),
        ];
    }

    /// <summary>Measures idle processor use with connections that have no circuit.</summary>
    private static async Task<Measurements> MeasureConnectionsAsync(int count)
    {
        await using var portal = await PublishedPortal.StartAsync();
        await using var pages = await SimulatedPages.OfAsync(portal);
        await pages.OpenPagesAsync(PageCounts[0]);
        await pages.ConnectAsync(count);
        await Task.Delay(Settling);
        var idle = Empty(Runs);
        foreach (var run in idle)
            run.Add(await IdleAsync(portal));
        return Measurements.Of(
            string.Create(CultureInfo.InvariantCulture, $"{count:N0} connections without a page: processor while nothing happens"),
            "% of a core", "", idle);
    }

    private static async Task<double> IdleAsync(PublishedPortal portal)
    {
        var used = portal.ProcessorTime;
        await Task.Delay(IdlePeriod);
        return 100 * (portal.ProcessorTime - used) / IdlePeriod;
    }

    private static List<double>[] Empty(int runs) => [.. Enumerable.Range(0, runs).Select(_ => new List<double>())];
}
