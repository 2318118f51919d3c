using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.SignIn;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// "Log ud" reaches the provider, although the page learns at the same moment that its session has ended and wants to leave: browsers
/// differ in which of the two navigations wins (O2). Otherwise the next person at the machine would be in without a password.
/// </summary>
public sealed class ProviderSignOutTests(SeededDatabase seeded, Chromium chromium) : ScriptedProviderTest(seeded)
{
    private const string InteractiveSelector = "[data-key=cancel]:not([disabled])";
    private const string MenuSelector = "button.person";
    private const string SignOutSelector = "#person-menu [data-forget-drafts] button[type=submit]";
    private const string SignOutText = "Log ud";
    private const string SignInHeading = "Log ind";

    // For busy machines; a page that is ready earlier costs nothing.
    private const float TimeoutMs = 120_000;

    private static readonly int Times = TestScale.Count("CONTACTPORTAL_SIGNOUTS", ordinary: 1, inLongRuns: 20);

    [Fact]
    public async Task SignOut_InChromium_ReachesTheProvider()
    {
        await using var context = await (await chromium.GetBrowserAsync()).NewContextAsync();
        context.SetDefaultNavigationTimeout(TimeoutMs);
        var page = await context.NewPageAsync();
        await EachTimeAsync(async () =>
        {
            await page.GotoAsync(Portal.Address + PortalUrls.SignInStart);
            await Expect(page.Locator(InteractiveSelector).First).ToBeVisibleAsync();
            await page.Locator(MenuSelector).ClickAsync();
            await page.Locator(SignOutSelector).ClickAsync();
            await Provider.SignedOut.WaitAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = SignInHeading })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task SignOut_InFirefox_ReachesTheProvider()
    {
        await using var firefox = await Firefox.StartAsync();
        await EachTimeAsync(async () =>
        {
            await firefox.OpenAsync(Portal.Address + PortalUrls.SignInStart);
            await firefox.ExpectAsync(InteractiveSelector);
            await firefox.ClickAsync(MenuSelector);
            await firefox.ClickAsync(SignOutSelector, SignOutText);
            await Provider.SignedOut.WaitAsync();
            await firefox.OpenAsync(Portal.Address + PortalUrls.Contacts);
            await firefox.ExpectAsync("h1", SignInHeading);
        });
    }

    private async Task EachTimeAsync(Func<Task> signInAndOut)
    {
        var person = await ExpectAsync("anne", "session-0");
        for (var time = 1; time <= Times; time++)
        {
            ExpectAgain(person, "anne", $"session-{time}");
            await signInAndOut();
            Assert.Equal(time, Provider.SignedOut.Count);
        }
    }
}
