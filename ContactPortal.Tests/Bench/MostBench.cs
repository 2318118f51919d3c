using System.Diagnostics;
using System.Globalization;

namespace ContactPortal.Tests.Bench;

/// <summary>As many pages of Kontakter as can be opened from one address of one machine, whose ports and descriptors they share.</summary>
internal static class MostBench
{
    public const string Name = "most";

    private const int Pages = 18_000;
    private const int Few = 100;
    private const double Kibibyte = 1024;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        await using var portal = await PublishedPortal.StartAsync();
        await using (var first = await Crowd.OfAsync(portal))
            await first.ComeAsync(Few);
        var (heap, memory) = (await portal.HeapAsync(), portal.Memory);
        await using var crowd = await Crowd.OfAsync(portal);
        var clock = Stopwatch.StartNew();
        await crowd.ComeAsync(Pages);
        var rate = Pages / clock.Elapsed.TotalSeconds;
        var heapEach = (await portal.HeapAsync() - heap) / Kibibyte / Pages;
        var memoryEach = (portal.Memory - memory) / Kibibyte / Pages;
        await Task.Delay(Settling);
        var used = portal.ProcessorTime;
        await Task.Delay(Quiet);
        var idle = 100 * (portal.ProcessorTime - used) / Quiet;
        var those = string.Create(CultureInfo.InvariantCulture, $"{Pages:N0} pages");
        return new(
            Name,
            $"Opens {those} as circuits does, once: of the 20,000 files that a process may have open here, and the 28,000 ports of one address, no more are to be had, neither for the portal nor for those who visit it; memory is left.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load,
            [
                Figures.Of($"{those}: heap a page, after a collection", "KiB", "under 450, then 273", [heapEach]),
                Figures.Of($"{those}: memory of the process a page", "KiB", "", [memoryEach]),
                Figures.Of($"{those}: opened", "a second", "", [rate]),
                Figures.Of($"{those}: processor while nothing happens", "% of a core", "", [idle]),
            ]);
    }
}
