using System.Net;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Hosting;

namespace ContactPortal.Tests.Hosting;

public sealed class RateLimitTests(SeededDatabase seeded)
{
    private const int Limit = 5;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Colleagues_BehindOneAddressThatIsUsedUp_SwitchAndSignOut()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = new PortalHost { DatabaseFile = folder.DatabaseFile, Settings = { ["RateLimits:SignIn"] = "5" } };
        portal.Start();
        using var colleague = await PortalClient.SignedInAsync(portal, "Karin Friis");
        var page = await colleague.ReadAsync(PortalUrls.Contacts);
        using var stranger = new PortalClient(portal);
        await UseUpAsync(stranger, PortalUrls.SignIn);
        using var signOut = await stranger.PostWithoutTokenAsync(PortalUrls.SignOut);
        Assert.Equal(HttpStatusCode.Redirect, signOut.StatusCode);

        // Counted by the person.
        for (var i = 0; i < Limit; i++)
        {
            using var switched = await colleague.PostAsync(page, PortalUrls.SwitchOrganisation, ("organisation", "none"));
            Assert.Equal(HttpStatusCode.Redirect, switched.StatusCode);
        }

        using var refused = await colleague.PostAsync(page, PortalUrls.SwitchOrganisation, ("organisation", "none"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var signedOut = await colleague.PostAsync(page, PortalUrls.SignOut);
        Assert.Equal(PortalUrls.SignIn, signedOut.Headers.Location?.ToString());
        Assert.False(await colleague.IsSignedInAsync());
    }

    [Fact]
    public async Task ApiClients_BehindOneAddressThatIsUsedUp_AreCountedEachOnTheirOwn()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Settings = new(ReportingSystem.Settings) { ["RateLimits:Api"] = $"{Limit}" },
        };
        portal.Start();
        using var stranger = new PortalClient(portal);
        await UseUpAsync(stranger, PortalUrls.ApiDeliveries);
        using var forged = new ReportingSystem(portal) { Token = ReportingSystem.TokenWith(key: new byte[32]) };
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(forged));
        using var one = new ReportingSystem(portal);
        using var other = new ReportingSystem(portal) { Token = ReportingSystem.TokenWith(name: "another-system") };
        foreach (var client in new[] { one, other })
        {
            for (var i = 0; i < Limit; i++)
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client));
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client));
        }

        static async Task<HttpStatusCode> StatusAsync(ReportingSystem client)
        {
            using var answer = await client.GetStatusAsync(101, "x");
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public void Addresses_OfOneNetwork_AreOneClient(string one, string other, bool same) =>
        Assert.Equal(same, RateLimits.ClientOf(IPAddress.Parse(one)) == RateLimits.ClientOf(IPAddress.Parse(other)));

    private static async Task UseUpAsync(PortalClient client, string address)
    {
        HttpStatusCode status;
        do
        {
            using var answer = await client.GetAsync(address);
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task TooManyRequests_ToTheSignInAndTheApi_AreRefusedWithRetryAfter()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Settings = { ["RateLimits:SignIn"] = $"{Limit}", ["RateLimits:Api"] = $"{Limit}" },
        };
        portal.Start();
        using var client = new PortalClient(portal);
        foreach (var limited in new[] { PortalUrls.SignIn, PortalUrls.Api + "/anything" })
        {
            for (var i = 0; i < Limit; i++)
            {
                using var answer = await client.GetAsync(limited);
                Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
            }

            using var refused = await client.GetAsync(limited);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("60", Assert.Single(refused.Headers.GetValues("Retry-After")));
            var isApi = limited != PortalUrls.SignIn;
            Assert.Equal(isApi ? "application/problem+json" : "text/plain", refused.Content.Headers.ContentType?.MediaType);
            var text = await refused.Content.ReadAsStringAsync(CancellationToken);
            Assert.StartsWith(
                "For mange forsøg", isApi ? JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString() : text,
                StringComparison.Ordinal);
        }

        // They count together with the sign-in, whose limit is used up.
        foreach (var below in new[] { PortalUrls.SignInUnknown, PortalUrls.AccessRequest, PortalUrls.AccessRequestState })
        {
            using var refused = await client.GetAsync(below);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }

        foreach (var open in new[] { "/portal.css", PortalUrls.Live, PortalUrls.Accessibility, "/_blazor/initializers" })
        {
            for (var i = 0; i <= Limit; i++)
            {
                using var answer = await client.GetAsync(open);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }
}
