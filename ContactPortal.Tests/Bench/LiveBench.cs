using System.Globalization;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>From a save to the pages of everybody who watches: one changes a name in Kontakter, the others' pages are told of it.</summary>
internal static class LiveBench
{
    public const string Name = "live";

    private static readonly (int Municipalities, int WatchersEach)[] Crowds = [(1, 20), (1, 1_000), (98, 20)];
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [];
        foreach (var (municipalities, each) in Crowds)
            figures.AddRange(await MeasureAsync([.. Municipalities.All.Take(municipalities).Select(m => m.Code)], each));
        return new(
            Name,
            $"{RunsOfSaves.InWords} of a name in a page of Kontakter by the circuit's own protocol, each half a second after the contact was opened there, while others of the same municipality have Kontakter open. The time is from the moment in the change's line of history, which is before its commit, to the arrival at each page; senders and receivers share the machine.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Measurements>> MeasureAsync(OrganisationCode[] municipalities, int each)
    {
        await using var portal = await PublishedPortal.StartAsync();
        await using var crowd = await SimulatedPages.OfAsync(portal);
        var arrivals = new DeliveryLatencyRecorder();
        List<PageSaver> savers = [];
        foreach (var municipality in municipalities)
        {
            await crowd.ComeAsync(each, municipality, arrivals.Hearing);
            if (savers.Count < RunsOfSaves.SavesARun)
                savers.Add(await crowd.SaverAsync(municipality));
        }

        var watchers = string.Create(CultureInfo.InvariantCulture, $"{(municipalities.Length > 1 ? $"{municipalities.Length} × " : "")}{each:N0} watchers");
        return await RunsOfSaves.MeasureAsync(watchers, each <= 20 ? "p99 under 20" : "p99 under 150", () => portal.ProcessorTime, async (i, name) =>
        {
            var saver = savers[i % savers.Count];
            await saver.TypeAsync(name);
            await Task.Delay(Typing);
            return await arrivals.OfAsync(name, saver.Organisation, each, crowd.Store, saver.SaveAsync);
        });
    }
}
