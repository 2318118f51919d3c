using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Three processes on one PostgreSQL database: from a save beside them to the pages of everybody who watches at each.</summary>
internal static class ClusterBench
{
    public const string Name = "cluster";

    private const int Processes = 3;
    private const int PagesEach = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        using var server = PostgresServer.OfItsOwn();
        List<PublishedPortal> portals = [await PublishedPortal.StartAsync(server.ConnectionStringOf(server.Make()))];
        while (portals.Count < Processes)
            portals.Add(await portals[0].AnotherAsync());
        List<SimulatedPages> crowds = [];
        var arrivals = new DeliveryLatencyRecorder();
        foreach (var portal in portals)
        {
            crowds.Add(await SimulatedPages.OfAsync(portal));
            await crowds[^1].ComeAsync(PagesEach, Koebenhavn, arrivals.Hearing);
        }

        var contactService = new ContactService(crowds[0].Store, Outbox.Disabled, TimeProvider.System);
        var contact = await crowds[0].ContactAsync(Koebenhavn);
        var figures = await RunsOfSaves.MeasureAsync(
            $"{Processes} × {PagesEach} watchers", "p99 under 100", () => new(portals.Sum(portal => portal.ProcessorTime.Ticks)), async (_, name) =>
            {
                await Task.Delay(Pace);
                return await arrivals.OfAsync(name, Koebenhavn, Processes * PagesEach, crowds[0].Store, async () =>
                    contact = (await contactService.SaveAsync(AnActor().In(Koebenhavn), ContactDraft.Of(contact).With(ContactField.Name, name), default)).Is<SaveOutcome.Saved>().Contact);
            });

        foreach (var crowd in crowds)
            await crowd.DisposeAsync();
        foreach (var portal in Enumerable.Reverse(portals))
            await portal.DisposeAsync();
        return new(
            Name,
            $"{RunsOfSaves.InWords} of a name beside {Processes} processes with {PagesEach} pages of one municipality each, on a PostgreSQL server of its own; processes, server, senders and receivers share the machine. The time is from the moment in the change's line of history, which is before its commit, to the arrival at each page.",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, [.. figures]);
    }
}
