using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Tests.SignIn;

/// <summary>Sign-ins that fail, are repeated or are never finished, and what the person and the log read of it (O2).</summary>
public sealed class ProviderFailureTests(SeededDatabase seeded) : ScriptedProviderTest(seeded)
{
    private const string Page = PortalUrls.Deliveries;
    private const string NoAnswer = "Logintjenesten svarer ikke";
    private const string Nobody = "Nobody can sign in";

    private static readonly string Start = $"{PortalUrls.SignInStart}?{PortalUrls.ReturnKey}={Uri.EscapeDataString(Page)}";

    private IEnumerable<LogLine> Outages =>
        Portal.Log.Lines.Where(line => line.Level == LogLevel.Error && line.Text.Contains(Nobody, StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"alg\":\"none\"}")]
    [InlineData("{\"alg\":\"RS256\",\"kid\":\"scripted\"}")]
    public async Task IdToken_WithoutASignature_IsRefusedAndBindsNobody(string header)
    {
        var person = await ExpectAsync("anne");
        Provider.IdToken = claims => $"{Base64UrlEncoder.Encode(header)}.{Provider.Sign(claims).Split('.')[1]}.";
        using var browser = await SignInAsync(PortalUrls.SignInFailed);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await IsBoundAsync(person));
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("aud", "another")]
    [InlineData("iss", "https://other.example")]
    [InlineData("azp", "another")]
    public async Task IdToken_ThatFailsACheck_BindsNobody(string claim, string value)
    {
        var person = await ExpectAsync("anne");
        Provider.Claims[claim] = value;
        if (claim == "azp")
            Provider.Claims["aud"] = new[] { ScriptedProvider.ClientId, "another" };
        using var browser = await SignInAsync(PortalUrls.SignInFailed);
        Assert.False(await IsBoundAsync(person));
        ExpectAgain(person, "anne");
        using var again = await SignInAsync();
        Assert.True(await IsBoundAsync(person));
    }

    [Fact]
    public async Task Provider_Away_IsSaidOnThePage_OnceInTheLog_AndTheNextTryLeadsToThePageThatWasWanted()
    {
        await StopProviderAsync();
        using var browser = new PortalClient(Portal);
        await FollowAsync(browser, Start);
        var failed = await FollowAsync(browser, Start);
        Assert.Equal(PortalUrls.SignInFailed, failed.AbsolutePath);
        var page = await browser.ReadAsync(failed.PathAndQuery);
        Assert.Contains(NoAnswer, page, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"{PortalUrls.SignIn.FromBase()}?{PortalUrls.ReturnKey}={Uri.EscapeDataString(Page)}\"", page, StringComparison.Ordinal);
        Assert.Single(Outages);
        Assert.Single(Portal.Log.Errors);

        await StartProviderAgainAsync();
        await ExpectAsync("anne");
        await FollowAsync(browser, Start, at => at.AbsolutePath == Page);
        Assert.Contains(Portal.Log.Lines, line => line.Text.Contains("signs in again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provider_ThatRefusesTheSecret_IsSaidOnThePage_AndTheLogNamesTheKey()
    {
        await ExpectAsync("anne");
        Provider.AcceptedSecret = "another";
        using var browser = new PortalClient(Portal);
        var failed = await FollowAsync(browser, Start);
        Assert.Contains(NoAnswer, await browser.ReadAsync(failed.PathAndQuery), StringComparison.Ordinal);
        Assert.Contains("SignIn:ClientSecret", Assert.Single(Portal.Log.Errors).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("temporarily_unavailable")]
    [InlineData("madeup\nline")]
    public async Task Provider_ThatSendsTheBrowserBackWithAnError_IsNoErrorInTheLog(string error)
    {
        Provider.Error = error;
        using var browser = new PortalClient(Portal);
        var failed = await FollowAsync(browser, Start);
        Assert.Equal(PortalUrls.SignInFailed, failed.AbsolutePath);
        Assert.Contains(Uri.EscapeDataString(Page), await browser.ReadAsync(failed.PathAndQuery), StringComparison.Ordinal);
        Assert.Empty(Portal.Log.Errors);
        Assert.DoesNotContain(Portal.Log.Lines, line => line.Text.Contains("madeup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callback_RepeatedByBack_LeadsToThePageInTheSameSession()
    {
        await ExpectAsync("anne");
        using var browser = new PortalClient(Portal);
        var callback = await FollowAsync(browser, Start, at => at.AbsolutePath == PortalUrls.SignInCallback);
        await FollowAsync(browser, callback.PathAndQuery);
        using var again = await browser.GetAsync(callback.PathAndQuery);
        Assert.Equal((HttpStatusCode.Redirect, Page), (again.StatusCode, again.Headers.Location?.ToString()));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignInsThatAreNeverFinished_KeepTheCookiesSmall_AndTheNextOneWorks()
    {
        await ExpectAsync("anne");
        using var browser = new PortalClient(Portal);
        for (var i = 0; i < 30; i++)
        {
            using var started = await browser.GetAsync(PortalUrls.SignInStart);
            Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
            var cookies = browser.Cookies.GetCookieHeader(new(new(Portal.Address), PortalUrls.SignInCallback));
            Assert.InRange(cookies.Length, 1, 4096);
        }

        Assert.Equal(PortalUrls.Contacts, (await FollowAsync(browser, PortalUrls.SignInStart)).AbsolutePath);
    }

    [Fact]
    public async Task SignIn_OverAnotherSession_EndsTheFormerOne()
    {
        await ExpectAsync("anne");
        using var browser = await SignInAsync();
        using var copy = new PortalClient(Portal);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            copy.Cookies.Add(cookie);
        await using var page = await browser.OpenAsync();
        await ExpectAsync("bent");
        await FollowAsync(browser, PortalUrls.SignInStart);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await copy.IsSignedInAsync());
        await page.Closed.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken);
    }

    [Fact]
    public async Task UnknownPerson_WhoSignsInAsAnother_ReachesThePageThatWasWanted()
    {
        Provider.Claims = new() { ["sub"] = "pia", [Cvr] = CvrOfAarhus };
        using var browser = new PortalClient(Portal);
        var waiting = await FollowAsync(browser, Start);
        Assert.Contains(
            $"?{ContactPortal.Blazor.SignIn.ProviderSignIn.AnotherKey}=1&{PortalUrls.ReturnKey}={Uri.EscapeDataString(Page)}",
            await browser.ReadAsync(waiting.PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_WhileTheProviderIsAway_EndsTheSessionAndSaysWhatIsLeft()
    {
        await ExpectAsync("anne");
        using var browser = await SignInAsync();
        var page = await browser.ReadAsync(PortalUrls.Contacts);
        await using var unreached = new PortalHost
        {
            DatabaseFile = Portal.DatabaseFile, Settings = new(Portal.Settings),
        };
        await StopProviderAsync();
        unreached.Start();
        using var there = new PortalClient(unreached);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            there.Cookies.Add(new Uri(unreached.Address), new Cookie(cookie.Name, cookie.Value, "/"));
        using var answer = await there.PostAsync(page, PortalUrls.SignOut);
        Assert.Equal(PortalUrls.SignInFailed, answer.Headers.Location?.ToString().Split('?')[0]);
        Assert.Contains(
            "Du er kun logget ud af portalen", await there.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.False(await there.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/æ", "/%C3%A6")]
    [InlineData("/kontakter?søg=å b", "/kontakter?s%C3%B8g=%C3%A5%20b")]
    public async Task ReturnAddress_WithLettersThatNoHeaderMayHave_IsReached(string wanted, string reached)
    {
        await ExpectAsync("anne");
        using var browser = new PortalClient(Portal);
        var at = await FollowAsync(
            browser, $"{PortalUrls.SignInStart}?{PortalUrls.ReturnKey}={Uri.EscapeDataString(wanted)}",
            at => at.AbsoluteUri.EndsWith(reached, StringComparison.Ordinal));
        Assert.Equal(Portal.Address + reached, at.AbsoluteUri);
    }

    [Fact]
    public async Task Log_OfSignIns_HasNothingOfTheIdentityLibraries()
    {
        await ExpectAsync("anne");
        using var browser = await SignInAsync();
        using var client = Portal.Client();
        using var bearer = new HttpRequestMessage(HttpMethod.Get, PortalUrls.ApiDeliveries)
        {
            Headers = { { "Authorization", "Bearer abc" } },
        };
        using var refused = await client.SendAsync(bearer, CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Empty(Portal.Log.Errors);
        Assert.DoesNotContain(
            Portal.Log.Lines,
            line => line.Level > LogLevel.Trace && line.Category.StartsWith("Microsoft.Identity", StringComparison.Ordinal));
    }
}
