using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A page that nobody uses says in time that the session ends, and ends it.</summary>
public sealed class IdleTests(Chromium chromium, DemonstrationPortal portal, SeededDatabase seeded) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task PageThatNobodyUses_WarnsGoesOnWhenAskedAndEndsWhenNot()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var hurried = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Settings = { ["Session:Idle"] = "00:00:12", ["Session:Warning"] = "00:00:08" },
        };
        hurried.Start();
        var visitor = await StrangerAsync(name: "Freja Nissen", address: hurried.Address);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        var warning = visitor.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning).ToContainTextAsync("Du bliver snart logget ud");
        await warning.GetByRole(AriaRole.Button, new() { Name = "Fortsæt" }).ClickAsync();
        await Expect(warning).ToBeHiddenAsync();

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{Addresses.SignIn}\\?"), new() { Timeout = 20_000 });
        await Expect(visitor.Page.GetByText("Du blev logget ud, fordi portalen ikke var blevet brugt")).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(Addresses.Contacts);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Level = 1 })).ToBeVisibleAsync();
    }
}
