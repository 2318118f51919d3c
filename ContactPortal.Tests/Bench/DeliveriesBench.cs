using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures successive deliveries of 50,000 errors each, of which four in five persist, and the page that shows them.</summary>
internal static class DeliveriesBench
{
    public const string Name = "deliveries";

    private const int Runs = 3;
    private const int DeliveriesARun = 5;
    private const int PagesARun = 10;
    private const int Moved = ReportedDelivery.MaxErrors / 5;
    private const double Megabyte = 1024 * 1024;

    public static async Task<BenchReport> RunAsync()
    {
        await using var portal = await PublishedPortal.StartAsync();
        var loadBefore = Machine.Load;
        await PostAsync(portal, BodyOf(0, errors: 100));
        await SignInAsync(portal);
        await PageAsync(portal);
        var idle = portal.Memory;

        List<double>[] times = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        List<double>[] memory = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        List<double>[] pages = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        for (var run = 0; run < Runs; run++)
        {
            for (var i = 1; i <= DeliveriesARun; i++)
            {
                var body = BodyOf((run * DeliveriesARun) + i, ReportedDelivery.MaxErrors);
                var clock = Stopwatch.StartNew();
                var peak = await portal.PeakDuringAsync(() => PostAsync(portal, body));
                times[run].Add(clock.Elapsed.TotalMilliseconds);
                memory[run].Add((peak - idle) / Megabyte);
            }

            for (var i = 0; i < PagesARun; i++)
            {
                var clock = Stopwatch.StartNew();
                await PageAsync(portal);
                pages[run].Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        var errorsASecond =
            times.Select(run => (IReadOnlyCollection<double>)[.. run.Select(ms => ReportedDelivery.MaxErrors / (ms / 1000))]).ToArray();
        return new(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Posts {Runs} runs of {DeliveriesARun} deliveries of {ReportedDelivery.MaxErrors:N0} errors each over HTTP, and asks for "
                + $"Indberetninger {PagesARun} times after each run."),
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load,
            [
                Measurements.Of("a delivery posted and stored", "ms", "under 2,000", times),
                Measurements.Of("errors stored", "a second", "", errorsASecond),
                Measurements.Of("memory above idle at the most", "MB", "under 100", memory),
                Measurements.Of("Indberetninger asked for and sent", "ms", "under 1,000", pages),
            ]);
    }

    private static byte[] BodyOf(int number, int errors) => JsonSerializer.SerializeToUtf8Bytes(
        ADelivery().In(Koebenhavn).WithId($"bench-{number}").With(
            [.. Enumerable.Range(number * Moved, errors).Select(i => AnError($"A{i % 40}", reference: $"sag-{i}"))]).Build(),
        JsonSerializerOptions.Web);

    private static async Task PostAsync(PublishedPortal portal, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PortalUrls.ApiDeliveries) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ReportingSystem.TokenWith());
        using var answer = await portal.Client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.Created)
            throw new InvalidOperationException(
                $"A delivery was answered with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task SignInAsync(PublishedPortal portal)
    {
        var page = await portal.Client.GetStringAsync(new Uri(PortalUrls.SignIn, UriKind.Relative));
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", PortalClient.TokenIn(page)), new("persona", PersonaKeys.Of(page, "Mette Holm")),
        ]);
        using var answer = await portal.Client.PostAsync(new Uri(PortalUrls.SignIn, UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"The sign-in was answered with {answer.StatusCode}.");
    }

    private static async Task PageAsync(PublishedPortal portal)
    {
        var page = await portal.Client.GetStringAsync(new Uri(PortalUrls.Deliveries, UriKind.Relative));
        if (!page.Contains("aria-pressed", StringComparison.Ordinal))
            throw new InvalidOperationException("The page shows no delivery.");
    }
}
