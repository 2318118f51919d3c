using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Api;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Api;

/// <summary>Each client of the API may what its setting gives it, over HTTP (D2).</summary>
public sealed class ApiClientTests : IDisposable
{
    private const string MailServer = "mail-server";

    // Stands still: a Danish midnight during the test would begin a new quota.
    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-clients-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Fact]
    public async Task Client_ListedForOneMunicipalityAndType_ReportsThatAlone_WithinItsQuota()
    {
        await using var host = Host(new()
        {
            [$"Api:Clients:{ReportingSystem.Name}:Scopes:0"] = ApiScopes.Deliveries,
            [$"Api:Clients:{ReportingSystem.Name}:Municipalities:0"] = $"{Aarhus.Value}",
            [$"Api:Clients:{ReportingSystem.Name}:Types:0"] = Amfora,
            [$"Api:Clients:{ReportingSystem.Name}:PostsADay"] = "4",
            [$"Api:Clients:{MailServer}:Scopes:0"] = ApiScopes.Bounces,
        });
        using var system = new ReportingSystem(host);
        await system.StoredAsync(ADelivery().In(Aarhus).WithId("1").With(AnError()));
        await RefusedAsync(system.PostAsync(ADelivery().In(Roskilde).With(AnError())), HttpStatusCode.Forbidden, "kommune");
        await RefusedAsync(
            system.PostAsync(ADelivery().In(Aarhus).Of("RESULTAT").With(AnError())), HttpStatusCode.Forbidden, "type");
        using (var again = await system.PostAsync(ADelivery().In(Aarhus).WithId("1").With(AnError())))
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using (var spent = await system.PostAsync(ADelivery().In(Aarhus).WithId("1").With(AnError())))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, spent.StatusCode);
            Assert.InRange(spent.Headers.RetryAfter!.Delta!.Value.TotalHours, 0, 25);
            Assert.Contains("kvote", await spent.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
        }

        using (var asked = await system.GetStatusAsync(Aarhus.Value, "1"))
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var listed = await host.Services.GetRequiredService<ApiClients>().ListedAsync(CancellationToken);
        var usage = Assert.Single(listed, c => c.Id == ReportingSystem.Name).Usage;
        Assert.Equal((4, 3), (usage.Posts, usage.Refusals));

        // Another client neither posts deliveries nor sees that one, whatever its token says.
        system.Token = ReportingSystem.TokenWith(name: MailServer);
        await RefusedAsync(system.PostAsync(ADelivery().In(Aarhus)), HttpStatusCode.Forbidden, "adresse");
        await RefusedAsync(system.GetStatusAsync(Aarhus.Value, "1"), HttpStatusCode.Forbidden, "adresse");
        system.Token = ReportingSystem.TokenWith(name: "a-stranger");
        await RefusedAsync(system.PostAsync(ADelivery().In(Aarhus)), HttpStatusCode.Forbidden, "liste");
    }

    [Fact]
    public async Task IdOfADelivery_IsTheClientsOwn_AnotherNeitherOccupiesItNorReadsItsCounts()
    {
        await using var host = Host([]);
        using var system = new ReportingSystem(host);
        using var stranger = new ReportingSystem(host) { Token = ReportingSystem.TokenWith(name: "stranger") };
        using (var occupied = await stranger.PostAsync(ADelivery().In(Aarhus).WithId("1").With(AnError(), AnError())))
            Assert.Equal(HttpStatusCode.Created, occupied.StatusCode);
        using (var unknown = await system.GetStatusAsync(Aarhus.Value, "1"))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using (var own = await system.PostAsync(ADelivery().In(Aarhus).WithId("1").With(AnError())))
            Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        using (var again = await system.PostAsync(ADelivery().In(Aarhus).WithId("1").With(AnError())))
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var asked = await system.GetStatusAsync(Aarhus.Value, "1");
        Assert.Contains("\"errors\":1", await asked.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_UsedUpBeforeARestart_IsUsedUpAfterIt_AndSaysWhenToTryAgain()
    {
        Dictionary<string, string?> settings = new()
        {
            [$"Api:Clients:{ReportingSystem.Name}:Scopes:0"] = ApiScopes.Deliveries,
            [$"Api:Clients:{ReportingSystem.Name}:PostsADay"] = "1",
        };
        await using (var before = Host(settings))
        {
            using var first = new ReportingSystem(before);
            await first.StoredAsync(ADelivery().In(Aarhus).WithId("1").With(AnError()));
        }

        await using var host = Host(settings);
        using var system = new ReportingSystem(host);
        using var spent = await system.PostAsync(ADelivery().In(Aarhus).WithId("2").With(AnError()));
        Assert.Equal(HttpStatusCode.TooManyRequests, spent.StatusCode);
        Assert.Equal(TimeSpan.FromHours(14), spent.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public void Scopes_OfAllKinds_HaveAPolicy_AndCanBeGiven()
    {
        Assert.Equal(["deliveries", "bounces", "contacts.read", "scim"], ApiScopes.All);
        using var host = Host([]);
        var policies = host.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        Assert.All(ApiScopes.All, scope => Assert.NotNull(policies.GetPolicy(ApiScopes.PolicyOf(scope))));
        var options = new ApiOptions { Clients = { [MailServer] = new() { Scopes = [.. ApiScopes.All] } } };
        Assert.True(new ValidateApiOptions().Validate(name: null, options).Succeeded);
    }

    [Fact]
    public async Task Bounces_HaveAScopeOfTheirOwn()
    {
        await using var host = Host([]);
        using var client = host.Client();
        Assert.Equal(HttpStatusCode.NoContent, await PostBounceAsync(client, ReportingSystem.TokenWith(ApiScopes.Bounces)));
        Assert.Equal(HttpStatusCode.Forbidden, await PostBounceAsync(client, ReportingSystem.TokenWith(ApiScopes.Deliveries)));
        using var system = new ReportingSystem(host) { Token = ReportingSystem.TokenWith(ApiScopes.Bounces) };
        await RefusedAsync(system.PostAsync(ADelivery().In(Aarhus)), HttpStatusCode.Forbidden, "scope");
    }

    private static async Task<HttpStatusCode> PostBounceAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PortalUrls.ApiBounces)
        {
            Content = new StringContent(
                "From: MAILER-DAEMON@mail.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n550 5.1.1 unknown", Encoding.ASCII,
                "message/rfc822"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var answer = await client.SendAsync(request, CancellationToken);
        return answer.StatusCode;
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> sent, HttpStatusCode status, string word)
    {
        using var answer = await sent;
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(word, await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    private PortalHost Host(Dictionary<string, string?> clients)
    {
        var host = new PortalHost
        {
            DatabaseFile = Path.Combine(folder, "portal.db"),
            Settings = new(ReportingSystem.Settings.Concat(clients)) { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton<TimeProvider>(clock),
        };
        host.Start();
        return host;
    }
}
