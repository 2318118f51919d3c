using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Settings of one browser: language, light or dark, help collapsed.</summary>
public sealed class AppearanceTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Language_SwitchedToEnglishAndBack_ChangesEveryTextAndIsKept()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await Expect(mette.Page.Locator("html")).ToHaveAttributeAsync("lang", "da");
        await Expect(mette.Page.Locator("th.head-name")).ToHaveTextAsync("Navn");
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("English").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Reporting - Contacts");
        await mette.OpenAsync();
        await Expect(mette.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(mette.Button("Save")).ToBeEnabledAsync();
        await Expect(mette.Page.Locator("th.head-name")).ToHaveTextAsync("Name");
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("Dansk").ClickAsync();
        await Expect(mette.Button("Gem")).ToBeEnabledAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Indberetning - Kontakter");
    }

    [Fact]
    public async Task Appearance_ChosenDark_IsDarkAtOnceAndAfterAReload()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm", new() { ColorScheme = ColorScheme.Light });
        var light = await GroundAsync(mette);
        await mette.Button("Mette Holm").ClickAsync();
        await mette.Page.GetByRole(AriaRole.Radio, new() { Name = "Mørkt" }).CheckAsync();
        var dark = await GroundAsync(mette);
        Assert.True(light > 230 && dark < 60, $"The ground was {light} in light and {dark} in dark.");
        await mette.OpenAsync();
        Assert.Equal(dark, await GroundAsync(mette));
        await mette.Button("Mette Holm").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Radio, new() { Name = "Mørkt" })).ToBeCheckedAsync();
        await mette.Page.GetByRole(AriaRole.Radio, new() { Name = "Følg systemet" }).CheckAsync();
        Assert.Equal(light, await GroundAsync(mette));
    }

    [Fact]
    public async Task SystemIsDark_NothingChosen_PageIsDark()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm", new() { ColorScheme = ColorScheme.Dark });
        Assert.InRange(await GroundAsync(mette), 0, 60);
    }

    [Fact]
    public async Task Help_Collapsed_StaysCollapsedAfterAReload()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var text = mette.Page.GetByText("Siden viser detaljer om kontaktpersoner for den enkelte kommune.");
        await Expect(text).ToBeVisibleAsync();
        await mette.Page.Locator("summary").Filter(new() { HasText = "Hjælp" }).ClickAsync();
        await Expect(text).ToBeHiddenAsync();
        await mette.OpenAsync();
        await Expect(text).ToBeHiddenAsync();
        await mette.Page.Locator("summary").Filter(new() { HasText = "Hjælp" }).ClickAsync();
        await Expect(text).ToBeVisibleAsync();
        await mette.OpenAsync();
        await Expect(text).ToBeVisibleAsync();
    }

    // The brightness of the page's background, 0 to 255.
    private static Task<int> GroundAsync(BrowserUser visitor) =>
        visitor.Page.EvaluateAsync<int>(
            "() => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))");
}
