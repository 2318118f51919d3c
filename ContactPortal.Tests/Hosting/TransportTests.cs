using System.Net;
using ContactPortal.Blazor;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.Hosting;

public sealed class TransportTests(SeededDatabase seeded) : IAsyncLifetime
{
    private PortalFolder folder = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => folder = await PortalFolder.OfAsync(seeded);

    [Fact]
    public async Task Production_AskedOverHttp_LeadsToHttps()
    {
        await using var portal = Production();
        using var client = portal.Client();
        using var answer = await client.GetAsync(PortalUrls.SignIn, CancellationToken);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("https://127.0.0.1/log-ind", answer.Headers.Location?.ToString());
        using var health = await client.GetAsync(PortalUrls.Live, CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task KnownProxy_ForwardsHttps_GetsThePageWithStrictTransportSecurity()
    {
        await using var portal = Production(("Proxy:Known:0", "127.0.0.1"));
        using var answer = await ThroughAProxyAsync(portal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("10.0.0.0/8")]
    [InlineData(null)]
    public async Task UnknownProxy_ForwardsHttps_IsIgnored(string? known)
    {
        await using var portal = known is null ? Production() : Production(("Proxy:Known:0", known));
        using var answer = await ThroughAProxyAsync(portal);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("https", "192.0.2.7, 10.0.0.9", "10.0.0.0/8")]
    [InlineData("https, http", "192.0.2.7, 10.0.0.9", "10.0.0.9")]
    [InlineData("https, https", "192.0.2.7, 10.0.0.9", "10.0.0.9")]
    [InlineData("https, http, http", "192.0.2.7, 10.0.0.8, 10.0.0.9", "10.0.0.0/8")]
    public async Task SeveralProxiesInARow_AllKnown_ForwardHttpsAndTheClient(string scheme, string forwardedFor, string known)
    {
        await using var portal = Production(("Proxy:Known:0", "127.0.0.1"), ("Proxy:Known:1", known), ("RateLimits:SignIn", "1"));
        using var first = await ThroughAProxyAsync(portal, scheme: scheme, forwardedFor: forwardedFor);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        // Clients are limited each on their own.
        using var same = await ThroughAProxyAsync(portal, scheme: scheme, forwardedFor: forwardedFor);
        Assert.Equal(HttpStatusCode.TooManyRequests, same.StatusCode);
        using var other = await ThroughAProxyAsync(
            portal, scheme: scheme, forwardedFor: forwardedFor.Replace("192.0.2.7", "192.0.2.8", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("10.1.2.3", "127.0.0.1")]
    [InlineData("127.0.0.1", "10.0.0.9")]
    public async Task ProxyThatIsUnknown_ForwardsHttps_IsNamedOnceInTheLog(string? known, string missing)
    {
        await using var portal = known is null ? Production() : Production(("Proxy:Known:0", known));
        for (var i = 0; i < 3; i++)
        {
            using var answer = await ThroughAProxyAsync(portal, scheme: "https, http", forwardedFor: "192.0.2.7, 10.0.0.9");
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        }

        var line = Assert.Single(portal.Log.Lines, line => line.Text.Contains("Proxy:Known", StringComparison.Ordinal));
        Assert.Contains($"came from {missing} ", line.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portal.example")]
    [InlineData("*.example;localhost")]
    public async Task AllowedHosts_Set_RefusesOtherNamesButNoHealthProbes(string hosts)
    {
        await using var portal = Production(("Proxy:Known:0", "127.0.0.1"), ("AllowedHosts", hosts));
        using var named = await ThroughAProxyAsync(portal);
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        using var client = portal.Client();
        using var other = await client.GetAsync(PortalUrls.SignIn, CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        foreach (var probe in new[] { PortalUrls.Live, PortalUrls.Ready })
        {
            using var health = await client.GetAsync(probe, CancellationToken);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }

        Assert.DoesNotContain(portal.Log.Lines, line => line.Text.Contains("AllowedHosts is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AllowedHosts_MissingInProduction_IsWarnedOf()
    {
        await using var portal = Production();
        Assert.Single(portal.Log.Lines, line => line.Text.Contains("AllowedHosts is not set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Page_AskedForByABrowser_IsSentCompressedOverHttpsToo(string encoding)
    {
        await using var portal = Production(("Proxy:Known:0", "127.0.0.1"));
        using var answer = await ThroughAProxyAsync(portal, encoding);
        Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task Certificate_OfThePortalsOwn_ServesHttps()
    {
        using var certificate = SelfSigned.Certificate();
        await using var portal =
            new PortalHost { DatabaseFile = folder.DatabaseFile, Environment = Environments.Production, Certificate = certificate };
        portal.Start();
        using var client = new PortalClient(portal);
        using var answer = await client.GetAsync(PortalUrls.SignIn);
        Assert.StartsWith("https:", portal.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task RequestThatIsTooLarge_Sent_IsRefused()
    {
        await using var portal = new PortalHost { DatabaseFile = folder.DatabaseFile };
        portal.Start();
        using var client = new PortalClient(portal);
        var page = await client.Http.GetStringAsync(PortalUrls.SignIn, CancellationToken);
        using var fits = await client.PostAsync(page, PortalUrls.SwitchLanguage, ("sprog", new string('d', 100_000)));
        Assert.Equal(HttpStatusCode.Redirect, fits.StatusCode);
        using var tooLarge = await client.PostAsync(page, PortalUrls.SwitchLanguage, ("sprog", new string('d', 200_000)));
        Assert.Equal(HttpStatusCode.BadRequest, tooLarge.StatusCode);
    }

    [Theory]
    [InlineData("Proxy:Known:0", "proxy.example")]
    [InlineData("RateLimits:SignIn", "0")]
    [InlineData("RateLimits:Api", "-1")]
    [InlineData("Session:Idle", "00:00:00")]
    [InlineData("Session:Idle", "09:00:00")]
    [InlineData("Session:Warning", "00:31:00")]
    [InlineData("Session:Longest", "25:00:00")]
    [InlineData("Session:Longest", "2.00:00:00")]
    [InlineData("Session:CheckEvery", "-00:05:00")]
    [InlineData("Session:MostPages", "0")]
    public void SettingThatMakesNoSense_Validated_IsNamed(string key, string value)
    {
        var refusal = StartValidation.RefusalOf(Environments.Development, new Dictionary<string, string?> { [key] = value });
        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal), refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void PortalWithASettingThatMakesNoSense_Started_IsRefusedNamingIt()
    {
        using var portal = new PortalHost { DatabaseFile = folder.DatabaseFile, Settings = { ["Session:Idle"] = "00:00:00" } };
        var refusal = Assert.ThrowsAny<Exception>(portal.Start);

        // The host may stop before Start asks it for anything; then only the log has the reason.
        var output = $"{refusal}\n{string.Join('\n', portal.Log.Errors.Select(line => line.Text))}";
        Assert.Contains("Session:Idle", output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return default;
    }

    private PortalHost Production(params (string Key, string Value)[] settings)
    {
        var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Environment = Environments.Production,
            Settings = settings.ToDictionary(s => s.Key, s => (string?)s.Value),
        };
        portal.Start();
        return portal;
    }

    private static async Task<HttpResponseMessage> ThroughAProxyAsync(
        PortalHost portal, string? encoding = null, string scheme = "https", string forwardedFor = "192.0.2.7")
    {
        using var client = portal.Client();
        var request = new HttpRequestMessage(HttpMethod.Get, PortalUrls.SignIn);
        request.Headers.Host = "portal.example";
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (encoding is not null)
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        return await client.SendAsync(request, CancellationToken);
    }
}
