using System.Globalization;
using ContactPortal.Blazor;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Bench;

/// <summary>
/// Measures Kontakter of a small, a large and a huge municipality: time to its rows, from key to search result, and heap.
/// </summary>
internal static class ReadBench
{
    public const string Name = "read";

    private const int Runs = 3;
    private const int VisitsARun = 5;
    private const int Pages = 50;
    private const double Kibibyte = 1024;

    private static readonly (int Contacts, OrganisationCode Organisation)[] Places = [(12, new(760)), (100, new(766)), (1_000, new(773))];

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        await using var portal = await PublishedPortal.StartAsync();
        await using var pages = await SimulatedPages.OfAsync(portal);
        foreach (var (contacts, organisation) in Places)
            await pages.AddContactsAsync(organisation, contacts);
        await pages.OpenPagesAsync(Pages);

        var chromium = new Chromium();
        await chromium.GetBrowserAsync();
        List<Measurements> figures = [];
        foreach (var (contacts, organisation) in Places)
        {
            List<double>[] rows = [[], [], []], keys = [[], [], []], heap = [[], [], []];
            for (var run = 0; run < Runs; run++)
            {
                for (var visit = 0; visit < VisitsARun; visit++)
                    await VisitAsync(chromium, portal, pages, organisation, rows[run], keys[run]);
                var before = await portal.HeapAsync();
                await using var more = await SimulatedPages.OfAsync(portal);
                await more.OpenPagesAsync(Pages, organisation);
                heap[run].Add((await portal.HeapAsync() - before) / Kibibyte / Pages);
            }

            var those = string.Create(CultureInfo.InvariantCulture, $"{contacts:N0} more contacts");
            figures.Add(Measurements.Of($"{those}: asked for, rows visible", "ms", "under 200", rows));
            figures.Add(Measurements.Of($"{those}: key pressed, rows found", "ms", "under 50", keys));
            figures.Add(Measurements.Of($"{those}: heap a page", "KiB", "at most twice that of 12", heap));
        }

        await chromium.DisposeAsync();
        return new(
            Name,
            $"{Runs} runs of {VisitsARun} visits in Chromium with a filled cache, and of {Pages} pages more, in municipalities of that "
            + "many contacts beside the demonstration's own.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task VisitAsync(
        Chromium chromium, PublishedPortal portal, SimulatedPages pages, OrganisationCode organisation, List<double> rows, List<double> keys)
    {
        await using var visitor = await BrowserUser.WithAsync(chromium, "Staff", portal.Address);
        var cookie = pages.CookieFor(organisation);
        await visitor.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = portal.Address }]);
        await visitor.OpenAsync();

        // Measured in the page: the browser driver would add its round trip.
        await visitor.Page.AddInitScriptAsync("""
            const look = () => document.querySelector('tr [data-row]')
              ? requestAnimationFrame(() => setTimeout(() => { window.shown = performance.now(); }))
              : requestAnimationFrame(look);
            look();
            """);
        await visitor.Page.GotoAsync(PortalUrls.Contacts, new() { WaitUntil = WaitUntilState.Commit });
        await visitor.ReadyAsync();
        rows.Add(await visitor.Page.EvaluateAsync<double>("() => window.shown"));
        await visitor.Page.GetByRole(AriaRole.Searchbox).FocusAsync();
        keys.Add(await visitor.Page.EvaluateAsync<double>("""
            () => new Promise(found => {
                const table = document.querySelector('tbody');
                const field = document.activeElement;
                new MutationObserver((_, watching) => { watching.disconnect(); found(performance.now() - begun); })
                    .observe(table.parentElement.parentElement, { childList: true, subtree: true, characterData: true });
                field.value = 'q';
                const begun = performance.now();
                field.dispatchEvent(new Event('input', { bubbles: true }));
            })
            """));
    }
}
