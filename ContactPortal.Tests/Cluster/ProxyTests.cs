using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>The documented configuration of nginx (docs/nginx.conf) over TLS.</summary>
[Collection(ClusterOfThree.Collection)]
public sealed class ProxyTests(Chromium chromium, ClusterOfThree cluster) : ClusterTest(chromium, cluster)
{
    private const int AlmostTheLargest = 31 * 1024 * 1024;

    [Fact]
    public async Task LargeDelivery_OverTls_PassesTheProxyAndIsStored()
    {
        using var client = Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", ReportingSystem.TokenWith());
        ReportedDelivery delivery = ADelivery().In(Roskilde).With(AnError());

        // JSON may be padded with spaces.
        var body = JsonSerializer.Serialize(delivery, JsonSerializerOptions.Web) + new string(' ', AlmostTheLargest);
        using var answer = await client.PostAsync(
            PortalUrls.ApiDeliveries, new StringContent(body, new MediaTypeHeaderValue("application/json")), CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task ManyCookies_AsOfSignInsThatWereBegun_AreTaken()
    {
        using var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", $".AspNetCore.Correlation.x={new string('a', 12_000)}");
        using var answer = await client.GetAsync(PortalUrls.Live, CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Scheme_OfTheBrowser_ReachesThePortal()
    {
        using var client = Client();
        using var answer = await client.GetAsync(PortalUrls.Contacts, CancellationToken);
        Assert.StartsWith($"{Cluster.SecureAddress}{PortalUrls.SignIn}", $"{answer.Headers.Location}", StringComparison.Ordinal);
    }

    private HttpClient Client() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    })
    { BaseAddress = new(Cluster.SecureAddress) };
}
