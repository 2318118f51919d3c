using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures three processes on one PostgreSQL database: from a save in a fourth process to every page of each.</summary>
internal static class ClusterBench
{
    public const string Name = "cluster";

    private const int Processes = 3;
    private const int PagesEach = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        using var server = PostgresServer.StartNew();
        List<PublishedPortal> portals = [await PublishedPortal.StartAsync(server.ConnectionStringOf(server.CreateDatabase()))];
        while (portals.Count < Processes)
            portals.Add(await portals[0].AnotherAsync());
        List<SimulatedPages> pagesByProcess = [];
        var recorder = new DeliveryLatencyRecorder();
        foreach (var portal in portals)
        {
            pagesByProcess.Add(await SimulatedPages.OfAsync(portal));
            await pagesByProcess[^1].OpenPagesAsync(PagesEach, Koebenhavn, recorder.CreateHandler);
        }

        var contactService = new ContactService(pagesByProcess[0].Store, Outbox.Disabled, TimeProvider.System);
        var contact = await pagesByProcess[0].ContactAsync(Koebenhavn);
        var figures = await RunsOfSaves.MeasureAsync(
            $"{Processes} × {PagesEach} watchers", "p99 under 100", () =>
                new(portals.Sum(portal => portal.ProcessorTime.Ticks)), async (_, name) =>
            {
                await Task.Delay(Pace);
                return await recorder.MeasureAsync(name, Koebenhavn, Processes * PagesEach, pagesByProcess[0].Store, async () =>
                    contact = (await contactService.SaveAsync(
                        AnActor().In(Koebenhavn), ContactDraft.Of(contact).With(ContactField.Name, name),
                        default)).Is<SaveOutcome.Saved>().Contact);
            });

        foreach (var pages in pagesByProcess)
            await pages.DisposeAsync();
        foreach (var portal in Enumerable.Reverse(portals))
            await portal.DisposeAsync();
        return new(
            Name,
            $"{RunsOfSaves.InWords} of a name beside {Processes} processes with {PagesEach} pages of one municipality each, on a "
            + "PostgreSQL server of its own; processes, server, senders and receivers share the machine. The time is from the time in the "
            + "change's history entry, which is before its commit, to the arrival at each page.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, [.. figures]);
    }
}
