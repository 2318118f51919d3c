using System.Globalization;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures the time from a save of a name in Kontakter to its arrival at the other open pages.</summary>
internal static class LiveBench
{
    public const string Name = "live";

    private static readonly (int Municipalities, int WatchersEach)[] Audiences = [(1, 20), (1, 1_000), (98, 20)];
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [];
        foreach (var (municipalities, each) in Audiences)
            figures.AddRange(await MeasureAsync([.. Municipalities.All.Take(municipalities).Select(m => m.Code)], each));
        return new(
            Name,
            $"{RunsOfSaves.InWords} of a name in a page of Kontakter by the circuit's own protocol, each half a second after the contact "
            + "was opened there, while others of the same municipality have Kontakter open. The time is from the time in the change's "
            + "history entry, which is before its commit, to the arrival at each page; senders and receivers share the machine.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Measurements>> MeasureAsync(OrganisationCode[] municipalities, int each)
    {
        await using var portal = await PublishedPortal.StartAsync();
        await using var pages = await SimulatedPages.OfAsync(portal);
        var recorder = new DeliveryLatencyRecorder();
        List<PageSaver> savers = [];
        foreach (var municipality in municipalities)
        {
            await pages.OpenPagesAsync(each, municipality, recorder.CreateHandler);
            if (savers.Count < RunsOfSaves.SavesARun)
                savers.Add(await pages.SaverAsync(municipality));
        }

        var watchers = string.Create(
            CultureInfo.InvariantCulture, $"{(municipalities.Length > 1 ? $"{municipalities.Length} × " : "")}{each:N0} watchers");
        var goal = each <= 20 ? "p99 under 20" : "p99 under 150";
        return await RunsOfSaves.MeasureAsync(watchers, goal, () => portal.ProcessorTime, async (i, name) =>
        {
            var saver = savers[i % savers.Count];
            await saver.TypeAsync(name);
            await Task.Delay(Typing);
            return await recorder.MeasureAsync(name, saver.Organisation, each, pages.Store, saver.SaveAsync);
        });
    }
}
