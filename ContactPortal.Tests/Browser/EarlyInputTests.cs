using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>What is done while a page is shown but not interactive yet happens when it is, in its order, once.</summary>
public sealed class EarlyInputTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private readonly TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Contacts_UsedBeforeTheyAreInteractive_DoAllOfItThen()
    {
        await AddContactAsync("Tidlig Åben", deactivated: true);
        await AddContactAsync("Tidlig Zeta");
        var mette = await EarlyAsync(PortalUrls.Contacts);
        var search = mette.Page.GetByRole(AriaRole.Searchbox);
        var all = mette.Page.GetByLabel("Vis deaktiverede kontakter");
        var heading = mette.Table.GetByRole(AriaRole.Columnheader, new() { Name = "Navn", Exact = true });
        await all.CheckAsync();
        await heading.GetByRole(AriaRole.Button).First.ClickAsync();
        await mette.Table.GetByRole(AriaRole.Button, new() { Name = "Rediger Tidlig Zeta", Exact = true }).ClickAsync();
        await search.PressSequentiallyAsync("tidl");
        start.SetResult();
        await mette.ReadyAsync();
        await Expect(search).ToHaveValueAsync("tidl");
        await Expect(all).ToBeCheckedAsync();
        await Expect(mette.Table.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Tidlig Zeta");
    }

    [Fact]
    public async Task Search_TypedWhileThePageBecomesInteractive_KeepsEveryLetterAndTheFocus()
    {
        await AddContactAsync("Tastet Undervejs");
        var mette = await EarlyAsync(PortalUrls.Contacts);
        var search = mette.Page.GetByRole(AriaRole.Searchbox);
        await search.PressSequentiallyAsync("taste");
        await search.PressAsync("ArrowLeft");
        start.SetResult();
        await mette.ReadyAsync();
        await Expect(search).ToBeFocusedAsync();
        await mette.Page.Keyboard.TypeAsync("t und");
        await Expect(search).ToHaveValueAsync("tastt unde");
    }

    [Fact]
    public async Task MenuOfThePerson_OpenedBeforeThePageIsInteractive_StaysOpen()
    {
        var mette = await EarlyAsync(PortalUrls.Contacts);
        await mette.Button("Mette Holm").ClickAsync();
        var signOut = mette.Button("Log ud");
        await Expect(signOut).ToBeVisibleAsync();
        start.SetResult();
        await mette.ReadyAsync();
        await Expect(signOut).ToBeVisibleAsync();
    }

    /// <summary>A person whose page is shown and gets no circuit before <see cref="start"/> is set.</summary>
    private async Task<BrowserUser> EarlyAsync(string address)
    {
        var mette = await NewUserAsync(name: "Mette Holm");
        await SignInAsync(mette, await SignInEmployeeAsync("Mette Holm"));
        await mette.Page.RouteAsync("**/reconnect*.js", async route =>
        {
            await start.Task;
            await route.ContinueAsync();
        });
        await mette.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        return mette;
    }
}
