using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Pages that have nothing to show: unknown, failed to load, signed out.</summary>
public sealed class StatesTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Theory]
    [InlineData("/findes-virkelig-ikke")]
    [InlineData("/opfoelgning/indberetning/kontakter/42")]
    public async Task UnknownAddress_Opened_SaysSoAndLeadsOn(string address)
    {
        var mette = await NewUserAsync(name: "Mette Holm");
        mette.ExpectErrors("404");
        await mette.SignInAsync();
        var answer = await mette.Page.GotoAsync(address);
        Assert.Equal(404, answer!.Status);
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = "Siden findes ikke", Level = 1 })).ToBeVisibleAsync();
        var onward = mette.Page.GetByRole(AriaRole.Link, new() { Name = "Gå til forsiden" });

        // Not clicked: the page becomes interactive about now, and a link re-rendered between press and release gets no click.
        await mette.OpenAsync(await onward.GetAttributeAsync("href"));
    }

    [Fact]
    public async Task Contacts_ThatCannotBeLoaded_SaySoAndComeWhenTriedAgain()
    {
        await StartOwnPortalAsync();
        FaultsAreExpected = true;
        Portal.SnapshotLoader.Failing = Aarhus;
        var søren = await NewUserAsync(name: "Søren Dahl");
        await søren.SignInAsync();
        await søren.Page.GotoAsync(PortalUrls.Contacts);
        var message = søren.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Kontakterne kunne ikke hentes." });
        await Expect(message).ToBeVisibleAsync();
        await Expect(søren.Page.GetByRole(AriaRole.Heading, new() { Name = "Indberetning - Kontakter" })).ToBeVisibleAsync();

        // The interactive render loads again, which must fail as well.
        await søren.ReadyAsync();
        await Expect(message).ToBeVisibleAsync();
        Portal.SnapshotLoader.Failing = null;
        await message.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).ClickAsync();
        await Expect(søren.Row("Søren Dahl")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignedOutElsewhere_PageRequested_RedirectsToSignIn()
    {
        var stranger = await NewUserAsync();
        await stranger.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(stranger.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/log-ind\\?retur=%2Fopfoelgning"));
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Mette Holm" }).ClickAsync();
        await stranger.ReadyAsync();
    }
}
