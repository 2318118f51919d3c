using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The way in and out: sign-in page, return addresses, old addresses, Log ud.</summary>
public sealed class SignInTests(Chromium chromium, DemonstrationPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Stranger_OpensTheFront_SignsInAndStandsAtContacts()
    {
        var stranger = await StrangerAsync();
        await stranger.Page.GotoAsync("/");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Level = 1 })).ToBeVisibleAsync();
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Mette Holm" }).ClickAsync();
        await stranger.ReadyAsync();
        await Expect(stranger.Page).ToHaveURLAsync(Portal.Host.Address + Addresses.Contacts);
        await Expect(stranger.Page).ToHaveTitleAsync("Indberetning - Kontakter - Arbejdsmarkedsportalen");
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Indberetning - Kontakter", Level = 1 })).ToBeVisibleAsync();
    }
}
