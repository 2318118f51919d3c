using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.SignIn;

/// <summary>Forms of a page that was left open, posted twice, or posted by somebody else: never an error (O1).</summary>
public sealed class StaleFormTests(SharedPortal shared) : IAsyncLifetime
{
    private DemonstrationPortal portal = null!;

    public async ValueTask InitializeAsync() =>
        portal = await shared.StartedAsync((await TestContext.Current.GetFixture<SeededDatabase>())!);

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData(PortalUrls.SignOut)]
    [InlineData(PortalUrls.SwitchLanguage)]
    [InlineData(PortalUrls.SignIn)]
    [InlineData(PortalUrls.AccessRequest)]
    [InlineData(PortalUrls.Accessibility)]
    public async Task FormWithoutAToken_PostedByAnybody_LeadsToTheSignIn(string address)
    {
        using var client = portal.Host.Client();
        using var form = new FormUrlEncodedContent([new("a", "b")]);
        using var answer = await client.PostAsync(address, form, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, PortalUrls.SignIn), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task FormOfTheSignInPage_PostedAfterASignInInAnotherTab_LeadsToTheFrontPage()
    {
        using var browser = new PortalClient(portal.Host);
        var page = await browser.ReadAsync(PortalUrls.SignIn);
        await browser.SignInAsync("Mette Holm");
        using var answer = await browser.PostAsync(page, PortalUrls.SwitchLanguage, ("sprog", "en"));
        Assert.Equal((HttpStatusCode.Redirect, PortalUrls.Front), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_PostedTwice_LeadsToTheSignInTwice()
    {
        using var browser = new PortalClient(portal.Host);
        await browser.SignInAsync("Mette Holm");
        var page = await browser.ReadAsync(PortalUrls.Contacts);
        using var first = await browser.PostAsync(page, PortalUrls.SignOut);
        using var second = await browser.PostAsync(page, PortalUrls.SignOut);
        Assert.Equal((PortalUrls.SignIn, PortalUrls.SignIn), (first.Headers.Location?.ToString(), second.Headers.Location?.ToString()));
        Assert.Contains(portal.Host.Log.Lines, line => line.Level == LogLevel.Information && line.Text.Contains("had no antiforgery token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FormToAPageThatDoesNotExist_Posted_IsNotFound()
    {
        using var client = portal.Host.Client();
        using var form = new FormUrlEncodedContent([new("a", "b")]);
        using var answer = await client.PostAsync("/findes/ikke", form, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task PersonaPosted_UnderTheNameOfAnotherSite_SignsNobodyIn()
    {
        using var browser = new PortalClient(portal.Host);
        var page = await browser.ReadAsync(PortalUrls.SignIn);
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", PortalClient.TokenIn(page)), new("persona", PersonaKeys.Of(page, "Mette Holm")),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, PortalUrls.SignIn)
        {
            Content = form, Headers = { Host = "rebound.example", },
        };
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(new(browser.Address)));
        using var answer = await portal.Host.Client().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, PortalUrls.SignIn), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.DoesNotContain(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            cookie => cookie.StartsWith("ContactPortal=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Persona_ChosenOverAnotherSession_EndsTheFormerOne()
    {
        using var browser = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        using var copy = new PortalClient(portal.Host);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            copy.Cookies.Add(cookie);
        await browser.SignInAsync("Ali Khan");
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await copy.IsSignedInAsync());
    }
}
