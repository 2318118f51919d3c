using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The portal below a path of its host name (setting PathBase): links, circuit, scripts and files.</summary>
public sealed class PathBaseTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const string Base = "/kontakt";

    [Fact]
    public async Task Mette_WorksBelowThePath_AndNothingIsRequestedOutsideOfIt()
    {
        await StartOwnPortalAsync(new() { ["PathBase"] = Base, ["Mail:Portal"] = $"https://portal.example{Base}" });
        var mette = await NewUserAsync(name: "Mette Holm");
        await mette.Page.GotoAsync($"{Base}/");
        await mette.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mette Holm") }).ClickAsync();
        await mette.ReadyAsync();
        await AtAsync(PortalUrls.Contacts);

        await mette.Table.GetByRole(AriaRole.Button, new() { NameRegex = new("^Rediger ") }).First.ClickAsync();
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.StatusMessage("Gemt")).ToBeVisibleAsync();

        await mette.Page.GetByRole(AriaRole.Link, new() { Name = "Indberetninger", Exact = true }).ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Indberetning - Indberetninger");
        await AtAsync(PortalUrls.Deliveries);

        await mette.Button("Mette Holm").ClickAsync();
        await mette.Button("English").ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Reporting - Deliveries");
        await AtAsync(PortalUrls.Deliveries);
        Assert.All(
            mette.RequestedUrls.Select(url => new Uri(url)),
            url => Assert.True(url.Scheme == "data" || url.AbsolutePath.StartsWith($"{Base}/", StringComparison.Ordinal), $"{url}"));

        async Task AtAsync(string page) => await Expect(mette.Page).ToHaveURLAsync($"{Portal.Host.Address}{Base}{page}");
    }
}
