using System.Net;
using ContactPortal.Blazor;

namespace ContactPortal.Tests.Hosting;

public sealed class RateLimitTests(SeededDatabase seeded)
{
    private const int Limit = 5;

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
            Assert.StartsWith(
                "For mange forsøg", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
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
