using ContactPortal.Blazor;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>An idle page warns before the session ends, and then ends it.</summary>
public sealed class IdleTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly TimeSpan Idle = new SessionOptions().Idle;
    private static readonly TimeSpan Warning = new SessionOptions().Warning;

    [Fact]
    public async Task IdlePage_WarnsAndContinuesWhenAskedToAndElseEndsTheSession()
    {
        var clock = await StartOwnPortalWithClockAsync();
        var visitor = await PersonaAtContactsAsync("Freja Nissen");
        var warning = visitor.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(warning).ToBeHiddenAsync();
        await AdvanceAsync(Idle - Warning);
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning).ToContainTextAsync("Du bliver snart logget ud");
        await warning.GetByRole(AriaRole.Button, new() { Name = "Fortsæt" }).ClickAsync();
        await Expect(warning).ToBeHiddenAsync();

        // The idle time restarted: the same time again does not end the session.
        await AdvanceAsync(Idle - Warning);
        await Expect(warning).ToBeVisibleAsync();
        await visitor.AdvanceAsync(Warning);
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{PortalUrls.SignIn}\\?"));
        await Expect(visitor.Page.GetByText("Du blev logget ud, fordi portalen ikke var blevet brugt")).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Log ind", Level = 1 })).ToBeVisibleAsync();

        // The session ends in the browser and on the server.
        async Task AdvanceAsync(TimeSpan time)
        {
            await visitor.AdvanceAsync(time);
            clock.AdvanceWithoutTimers(time);
        }
    }
}
