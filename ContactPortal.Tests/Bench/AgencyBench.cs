using System.Diagnostics;
using System.Globalization;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Agency;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Agency;

namespace ContactPortal.Tests.Bench;

/// <summary>
/// Measures the agency's pages: the search among the contacts of all municipalities on the server, the pages' first answers, and their
/// heap (A1, A2).
/// </summary>
internal static class AgencyBench
{
    public const string Name = "agency";

    private const int Runs = 3;
    private const int SearchesARun = 200;
    private const int VisitsARun = 40;
    private const double Kibibyte = 1024;

    // Below the number of pages that one person can have open.
    private const int Pages = 15;

    private static readonly string[] Texts = ["", "s", "sø", "soeren gaard", "københavn", "kontakt 3", "30 00", "example", "qqqq"];

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [MeasureSearch(1_200), MeasureSearch(20_000)];
        await using var portal = await PublishedPortal.StartAsync();
        await using var pages = await SimulatedPages.OfAsync(portal);
        foreach (var path in new[] { PortalUrls.AgencyContacts, PortalUrls.Coverage })
            figures.AddRange(await MeasurePageAsync(portal, pages, path));
        return new(
            Name,
            $"{Runs} runs of {SearchesARun} searches with sorting by name, of {VisitsARun} requests for each page in the demonstration's "
            + $"98 municipalities of about 12 contacts, and of {Pages} open pages.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static Measurements MeasureSearch(int contacts)
    {
        var each = contacts / Municipalities.All.Length;
        var snapshot = new AgencySnapshot(AgencyParts.Day,
        [
            .. Municipalities.ByName.Select(municipality => AgencyParts
                .ASnapshot([.. Enumerable.Range(0, each).Select(_ => AContact().In(municipality.Code).WithMobile("28 12 34 56").Build())])
                .With(municipality.Code).Part()),
        ]);
        List<double>[] times = [[], [], []];
        for (var run = -1; run < Runs; run++)
        {
            for (var i = 0; i < SearchesARun; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                var search = ContactSearch.All with { Text = Texts[i % Texts.Length] };
                _ = FoundContactList.InOrder(search.In(snapshot), new("navn", Descending: false), AgencyParts.Types);

                // The first run only warms up.
                if (run >= 0)
                    times[run].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        return Measurements.Of(
            string.Create(CultureInfo.InvariantCulture, $"search among {contacts:N0} contacts, sorted by name"), "ms", "under 50", times);
    }

    private static async Task<IEnumerable<Measurements>> MeasurePageAsync(PublishedPortal portal, SimulatedPages pages, string path)
    {
        List<double>[] times = [[], [], []], sizes = [[], [], []], heap = [[], [], []];
        using var client = await pages.AgencyClientAsync();
        var first = Stopwatch.GetTimestamp();
        (await client.GetAsync(path)).EnsureSuccessStatusCode();
        var cold = Stopwatch.GetElapsedTime(first).TotalMilliseconds;
        for (var run = -1; run < Runs; run++)
        {
            for (var visit = 0; visit < VisitsARun; visit++)
            {
                var begun = Stopwatch.GetTimestamp();
                var bytes = (await client.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
                if (run < 0)
                    continue;
                times[run].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                sizes[run].Add(bytes / Kibibyte);
            }
        }

        foreach (var run in heap)
        {
            await using var more = await SimulatedPages.OfAsync(portal);
            await more.OpenAgencyPagesAsync(1, path);
            var before = await portal.HeapAsync();
            await more.OpenAgencyPagesAsync(Pages, path);
            run.Add((await portal.HeapAsync() - before) / Kibibyte / Pages);
        }

        return
        [
            Measurements.Of($"{path}: first request of all", "ms", "", [cold]),
            Measurements.Of($"{path}: request, answered", "ms", "under 100", times),
            Measurements.Of($"{path}: answer, uncompressed", "KiB", "under 300", sizes),
            Measurements.Of($"{path}: heap a page", "KiB", "under 300", heap),
        ];
    }
}
