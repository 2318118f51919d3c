using System.Collections.Concurrent;
using System.Text;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>
/// What the portal exports over OTLP. It runs in its own process, since metrics and traces are per process and would include this one's
/// other portals.
/// </summary>
public sealed class TelemetryTests(SeededDatabase seeded)
{
    private const string Logs = "v1/logs";
    private const string Metrics = "v1/metrics";
    private const string Traces = "v1/traces";
    private const string EndOfThePage = "/_blazor";
    private const string AfterEverything = "/after-everything";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collector_Configured_ReceivesMetricsTracesAndLogsWithoutNames()
    {
        ConcurrentDictionary<string, string> received = [];
        var signal = new Signal();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request, string path) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(
                path, _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
            signal.Set();
        });
        await collector.StartAsync(CancellationToken);

        using var folder = await PortalFolder.OfAsync(seeded);
        await using var beside = new PortalHost { DatabaseFile = folder.DatabaseFile };
        beside.Start();
        await using var portal = await PortalProcess.StartAsync(folder.ConnectionString, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200", ["OTEL_BSP_SCHEDULE_DELAY"] = "200", ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["Mail:Folder"] = beside.MailFolder,
        });
        Person person = APerson().In(Koebenhavn).WithRid(DemonstrationPortal.NewRid());
        await beside.People.ImportAsync(Koebenhavn, [person], CancellationToken);
        var contact = (await beside.ContactService.SaveAsync(AnActor().In(Koebenhavn), ADraftOf(person), CancellationToken))
            .Is<SaveOutcome.Saved>().Contact;
        using var client = PortalClient.SignedIn(
            beside, (await beside.People.ActorAsync(person.Id, Koebenhavn, CancellationToken))!, portal.Address);
        var saver = new PageSaver(Koebenhavn, contact.Id);
        await using (await saver.OpenAsync(client))
        {
            await saver.TypeAsync("Kanarius Nyfugl");
            await saver.SaveAsync();
        }

        // The circuit's request ends, and is exported, when the page closes.
        await signal.WaitUntilAsync(() => Received(Traces).Contains(EndOfThePage, StringComparison.Ordinal));
        using var answer = await client.GetAsync(AfterEverything);
        await signal.WaitUntilAsync(() =>
            Received(Traces).Contains(AfterEverything, StringComparison.Ordinal) && Received(Metrics).Contains(
                "contactportal.changes", StringComparison.Ordinal)
            && Received(Metrics).Contains("contactportal.commands", StringComparison.Ordinal)
            && Received(Metrics).Contains("aspnetcore.components.circuit.active", StringComparison.Ordinal)
            && Received(Logs).Length > 0);
        Assert.All(received.Values, text => Assert.DoesNotContain("fugl", text, StringComparison.OrdinalIgnoreCase));

        string Received(string path) => received.GetValueOrDefault(path, "");
    }
}
