using System.Diagnostics;
using ContactPortal.Blazor;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures the start of the process, and a browser's first and second visit.</summary>
internal static class StartBench
{
    public const string Name = "start";

    private const int Runs = 5;
    private const double Kilobyte = 1000;

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        await using var portal = await PublishedPortal.StartAsync();
        List<double>[] ready = Empty(), rows = Empty(), click = Empty(), cold = Empty(), warm = Empty(), requests = Empty(),
            scripts = Empty();
        var chromium = new Chromium();
        await chromium.GetBrowserAsync();
        for (var run = 0; run < Runs; run++)
        {
            ready[run].Add((await portal.StartedInAsync()).TotalMilliseconds);
            await portal.RestartAsync();
            await using var proxy = new FaultyTcpProxy(portal.Address);
            await using var visitor = await BrowserUser.WithAsync(chromium, "Mette Holm", proxy.Address);
            await visitor.SignInAsync();
            var before = proxy.Sent;
            var traffic = new NetworkTraffic(await visitor.Context.NewCDPSessionAsync(visitor.Page));
            await traffic.ListenAsync();
            var clock = Stopwatch.StartNew();
            await visitor.Page.GotoAsync(PortalUrls.Contacts, new() { WaitUntil = WaitUntilState.Commit });
            await Assertions.Expect(visitor.Row("Ali Khan")).ToBeVisibleAsync();
            rows[run].Add(clock.Elapsed.TotalMilliseconds);
            await visitor.ReadyAsync();
            await visitor.EditAsync("Ali Khan");
            click[run].Add(clock.Elapsed.TotalMilliseconds);
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            cold[run].Add((proxy.Sent - before) / Kilobyte);
            requests[run].Add(traffic.Requests);
            scripts[run].Add(traffic.ScriptBytes / Kilobyte);

            before = proxy.Sent;
            await visitor.Page.GotoAsync(PortalUrls.Contacts);
            await visitor.ReadyAsync();
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            warm[run].Add((proxy.Sent - before) / Kilobyte);
        }

        await chromium.DisposeAsync();
        return new(
            Name,
            $"Starts the published portal {Runs} times on an existing database, as in Production and with nothing of the bench in it, and "
            + "visits Kontakter in Chromium, in Development, with an empty and a filled cache.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load,
            [
                Measurements.Of("process started, first 200", "ms", "under 1,500", ready),
                Measurements.Of("first visit: rows visible", "ms", "", rows),
                Measurements.Of("first visit: first click answered", "ms", "", click),
                Measurements.Of("first visit, transferred", "KB", "under 350", cold),
                Measurements.Of("of it scripts", "KB", "", scripts),
                Measurements.Of("first visit: requests", "", "", requests),
                Measurements.Of("second visit, transferred", "KB", "under 30", warm),
            ]);
    }

    private static List<double>[] Empty() => [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];

    /// <summary>Counts a page's requests, and the bytes transferred for its scripts.</summary>
    private sealed class NetworkTraffic(ICDPSession session)
    {
        private readonly Dictionary<string, string> kinds = [];

        public double ScriptBytes { get; private set; }

        public int Requests { get; private set; }

        public async Task ListenAsync()
        {
            session.Event("Network.responseReceived").OnEvent += (_, e) =>
            {
                kinds[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("type").GetString()!;
                Requests++;
            };
            session.Event("Network.loadingFinished").OnEvent += (_, e) =>
            {
                if (kinds.GetValueOrDefault(e!.Value.GetProperty("requestId").GetString()!) == "Script")
                    ScriptBytes += e.Value.GetProperty("encodedDataLength").GetDouble();
            };
            await session.SendAsync("Network.enable");
        }
    }
}
