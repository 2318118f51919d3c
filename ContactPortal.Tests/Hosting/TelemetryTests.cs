using System.Collections.Concurrent;
using System.Text;
using ContactPortal.Domain.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>What the portal tells of its work to whoever collects it over OTLP. Its logs go to the test instead.</summary>
public sealed class TelemetryTests(SeededDatabase seeded)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collector_Configured_HearsFiguresAndTraces_AndNoName()
    {
        ConcurrentDictionary<string, string> heard = [];
        var complete = new TaskCompletionSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request, string path) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            heard.AddOrUpdate(path, _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
            if (heard.ContainsKey("v1/traces") && heard.GetValueOrDefault("v1/metrics", "").Contains("contactportal.changes", StringComparison.Ordinal))
                complete.TrySetResult();
        });
        await collector.StartAsync(Stop);

        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile,
            Settings =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
        };
        portal.Start();
        var person = APerson().In(Koebenhavn).Named("Kanarius Nyfugl").Build();
        await portal.People.ImportAsync(Koebenhavn, [person], Stop);
        (await portal.Book.SaveAsync(AnActor().In(Koebenhavn), ADraftOf(person), Stop)).Is<SaveOutcome.Saved>();
        using var client = portal.Client();
        await client.GetAsync(Blazor.Addresses.SignIn, Stop);

        await complete.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.All(heard.Values, text => Assert.DoesNotContain("fugl", text, StringComparison.OrdinalIgnoreCase));
    }
}
