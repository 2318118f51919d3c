using ContactPortal.Blazor;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A page that nobody uses says in time that the session ends, and ends it.</summary>
public sealed class IdleTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly TimeSpan Idle = new SessionOptions().Idle;
    private static readonly TimeSpan Warning = new SessionOptions().Warning;

    [Fact]
    public async Task PageThatNobodyUses_WarnsGoesOnWhenAskedAndEndsWhenNot()
    {
        var clock = await StartOwnPortalWithClockAsync();
        var visitor = await PersonaAtContactsAsync("Freja Nissen");
        var warning = visitor.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(warning).ToBeHiddenAsync();
        await PassAsync(Idle - Warning);
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning).ToContainTextAsync("Du bliver snart logget ud");
        await warning.GetByRole(AriaRole.Button, new() { Name = "Fortsæt" }).ClickAsync();
        await Expect(warning).ToBeHiddenAsync();

        // Counted from there: as much again does not end it.
        await PassAsync(Idle - Warning);
        await Expect(warning).ToBeVisibleAsync();
        await visitor.PassAsync(Warning);
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{PortalUrls.SignIn}\\?"));
        await Expect(visitor.Page.GetByText("Du blev logget ud, fordi portalen ikke var blevet brugt")).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Level = 1 })).ToBeVisibleAsync();

        // In the browser and on the server.
        async Task PassAsync(TimeSpan time)
        {
            await visitor.PassAsync(time);
            clock.Advance(time);
        }
    }
}
