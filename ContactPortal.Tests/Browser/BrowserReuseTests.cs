using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A browser that one test leaves and another takes shows nothing of the person before.</summary>
public sealed class BrowserReuseTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const string Left =
        """
        async () => [
            localStorage.getItem('left'), sessionStorage.getItem('left'), document.cookie.includes('left') ? 'a cookie' : null,
            (await caches.keys())[0], (await indexedDB.databases())[0]?.name, window.left,
            matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : null, innerWidth === 1280 ? null : 'narrow',
        ].filter(what => what)
        """;

    private readonly Chromium chromium = chromium;

    [Fact]
    public async Task Browser_LeftWithTracesOfEveryKind_HasNoneForTheNext()
    {
        var first = await OfThisTestAsync("da");
        await first.SignInAsync("Mette Holm");
        await first.OpenAsync();
        await first.Page.GotoAsync(PortalUrls.PersonalData);
        await first.AnotherTabAsync();
        await first.Page.SetViewportSizeAsync(400, 600);
        await first.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await first.Page.AddInitScriptAsync("window.left = 'a script'");
        await first.Page.ReloadAsync();
        await first.Page.EvaluateAsync(
            """
            async () => {
                localStorage.setItem('left', 'local storage');
                sessionStorage.setItem('left', 'session storage');
                document.cookie = 'left=1; path=/';
                await caches.open('a cache');
                await new Promise(made => { indexedDB.open('a database').onsuccess = made; });
                console.error('of the first');
            }
            """);
        Assert.Equal(8, (await first.Page.EvaluateAsync<string[]>(Left)).Length);
        Assert.Contains("of the first", Assert.Single(first.Faults), StringComparison.Ordinal);
        await first.LeaveAsync();

        var second = await OfThisTestAsync("da");
        Assert.Same(first.Requests, second.Requests);
        Assert.Empty(await second.CookiesAsync());
        Assert.Same(second.Page, Assert.Single(second.Pages));
        Assert.Null(await second.Page.GoBackAsync());
        Assert.Equal(1, await second.Page.EvaluateAsync<int>("() => history.length"));
        await second.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind" })).ToBeVisibleAsync();
        Assert.Empty(await second.Page.EvaluateAsync<string[]>(Left));
        Assert.Empty(second.Faults);

        await second.Page.EvaluateAsync("() => console.error('of the second')");
        Assert.Contains("of the second", Assert.Single(second.Faults), StringComparison.Ordinal);
        Assert.Single(first.Faults);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Browser_WhoseClockOrContextATestChanged_IsNotGivenToAnother()
    {
        var first = await OfThisTestAsync("en");
        await first.Page.GotoAsync(PortalUrls.PersonalData);
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        await first.LeaveAsync();

        var second = await OfThisTestAsync("en");
        Assert.NotSame(first.Requests, second.Requests);
        await second.DisposeAsync();
    }

    // With options that no other test has, so that none takes this test's browser.
    private Task<BrowserUser> OfThisTestAsync(string only) =>
        BrowserUser.WithAsync(chromium, "Gæst", Portal.Host.Address, new() { UserAgent = $"{nameof(BrowserReuseTests)} {only}" });
}
