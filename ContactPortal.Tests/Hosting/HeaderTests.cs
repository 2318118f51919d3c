using ContactPortal.Blazor;
using ContactPortal.Blazor.Theme;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Hosting;

public sealed class HeaderTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

    [Theory]
    [InlineData(PortalUrls.SignIn)]
    [InlineData(PortalUrls.Contacts)]
    [InlineData(PortalUrls.Accessibility)]
    [InlineData(PortalUrls.Live)]
    [InlineData("/portal.css")]
    [InlineData("/nowhere")]
    [InlineData("/_blazor")]
    public async Task AnyAddress_Asked_AnswersWithEveryHeader(string address)
    {
        using var client = new PortalClient(portal.Host);
        using var answer = await client.GetAsync(address);
        Assert.Equal(Policy, Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Theory]
    [InlineData(PortalUrls.SignIn)]
    [InlineData(PortalUrls.Contacts)]
    [InlineData(PortalUrls.Accessibility)]
    [InlineData("/nowhere")]
    public async Task Page_Asked_IsKeptNowhere(string address)
    {
        using var client = new PortalClient(portal.Host);
        await client.SignInAsync("Mette Holm");
        using var answer = await client.GetAsync(address);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task StaticFile_Asked_MayBeKept()
    {
        using var client = new PortalClient(portal.Host);
        using var answer = await client.GetAsync("/portal.css");
        Assert.False(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Theme_Asked_IsCompressedAndKept_AndAnotherVersionsIsNotKept()
    {
        using var client = new PortalClient(portal.Host);
        client.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var answer = await client.GetAsync(ThemeCss.Address);
        using var another = await client.GetAsync("/tema-0123456789.css");
        Assert.Equal(
            ("text/css", "br"), (answer.Content.Headers.ContentType?.MediaType, Assert.Single(answer.Content.Headers.ContentEncoding)));
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        Assert.True(another.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Production_Started_SendsNoDetailedErrorsToPages()
    {
        await using var host = new PortalHost { DatabaseFile = portal.Host.DatabaseFile, Environment = Environments.Production };
        host.Start();
        Assert.False(host.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DetailedErrors);
        Assert.True(portal.Host.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DetailedErrors);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
