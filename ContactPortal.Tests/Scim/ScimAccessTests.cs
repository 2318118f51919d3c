using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Scim;

/// <summary>Who may provision persons over HTTP: credentials, access tokens, and the rate limit (P8).</summary>
public sealed class ScimAccessTests(SeededDatabase seeded)
{
    private const int Limit = 12;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClientOfTheProvider_KeepsThePersonsOfTheMunicipalitiesThatItIsGivenWithTheScope()
    {
        await using var portal = new DemonstrationPortal(seeded)
        {
            Settings = new Dictionary<string, string?>
            {
                ["Api:Clients:given:Scopes:0"] = "scim", ["Api:Clients:given:Municipalities:0"] = $"{Roskilde}",
                ["Provisioning:Clients:given"] = $"{Roskilde}",
                ["Api:Clients:elsewhere:Scopes:0"] = "scim", ["Api:Clients:elsewhere:Municipalities:0"] = $"{Aarhus}",
                ["Provisioning:Clients:elsewhere"] = $"{Roskilde}",
                ["Api:Clients:reports:Scopes:0"] = "deliveries", ["Provisioning:Clients:reports"] = $"{Roskilde}",
            },
        };
        await portal.InitializeAsync();
        async Task<HttpStatusCode> StatusOfAsync(string name)
        {
            using var client = new ScimClient(portal.Host, ReportingSystem.TokenWith(scope: "scim", name: name));
            return (await client.GetAsync("Users?count=1")).Status;
        }

        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync("given"));
        foreach (var refused in new[] { "elsewhere", "reports", "stranger" })
            Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync(refused));
    }

    [Fact]
    public async Task Requests_WithAndWithoutAccess_AreAnsweredInScimForm()
    {
        await using var portal = new DemonstrationPortal(seeded)
        {
            Settings = new Dictionary<string, string?>
            {
                [$"Provisioning:Clients:{ReportingSystem.Name}"] = $"{Roskilde}", ["RateLimits:Scim"] = $"{Limit}",
            },
        };
        await portal.InitializeAsync();

        // 1 to 4: no token, a credential that does not exist, another issuer's token, no token at all.
        string?[] refused = [null, "cpscim_x", ReportingSystem.TokenWith(scope: "scim", issuer: "another"), "nonsense"];
        foreach (var token in refused)
        {
            using var client = new ScimClient(portal.Host, token);
            (await client.GetAsync("Users")).IsError(HttpStatusCode.Unauthorized, null);
        }

        using (var reporting = new ScimClient(portal.Host, ReportingSystem.TokenWith()))
            (await reporting.GetAsync("Users")).IsError(HttpStatusCode.Forbidden, null);

        // 6 and 7: a client of the provider, and the history says which.
        using var provider = new ScimClient(portal.Host, ReportingSystem.TokenWith(scope: "scim"));
        var created = await provider.PostAsync("""{"userName":"anne","externalId":"1","displayName":"Anne Holm"}""");
        var id = created.IdWith(HttpStatusCode.Created);
        Assert.True((await provider.GetAsync($"Users/{id}")).IsActive);
        var administrators = await portal.Host.People.LocalAdministratorsAsync(AnActor().In(Roskilde), CancellationToken);
        var administrator = (await portal.Host.People.ActorAsync(administrators[0].Id, Roskilde, CancellationToken))!;
        var entry = Assert.Single(
            (await portal.Host.Services.GetRequiredService<PersonHistories>().OfAsync(
                administrator, new(id), count: 1, CancellationToken)).Entries);
        Assert.Equal(ReportingSystem.Name, entry.By);

        // 8 to 10: a credential, which is withdrawn; the portal's cookie is no access.
        using (var entra = await ScimClient.OfAsync(portal.Host, Roskilde))
        {
            Assert.Equal(HttpStatusCode.OK, (await entra.GetAsync($"Users/{id}")).Status);
            var credentials = portal.Host.Services.GetRequiredService<ProvisioningCredentials>();
            var made = Assert.Single(await credentials.AllAsync(administrator, CancellationToken));
            Assert.NotNull(made.LastUsedAt);
            await credentials.WithdrawAsync(administrator, made.Id, CancellationToken);
            (await entra.GetAsync($"Users/{id}")).IsError(HttpStatusCode.Unauthorized, null);
        }

        using (var person = new PortalClient(portal.Host))
        {
            using var page = await person.GetAsync(PortalUrls.Scim + "/Users");
            Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        }

        // 11 and 12, and one too many.
        for (var request = 11; request <= Limit; request++)
            (await provider.GetAsync("Nothing")).IsError(HttpStatusCode.NotFound, null);
        (await provider.GetAsync("Users")).IsError(HttpStatusCode.TooManyRequests, null);
    }
}
