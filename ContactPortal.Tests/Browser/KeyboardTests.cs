using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Operation by keyboard alone (K17).</summary>
public sealed class KeyboardTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Contact_FoundEditedAndSavedByKeysAlone_IsSavedAndFocusReturnsToItsRow()
    {
        var contact = await AddContactAsync("Winnie Tast");
        var mette = await AtContactsAsync("Mette Holm");
        var keys = mette.Page.Keyboard;
        await keys.PressAsync("/");
        await Expect(mette.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keys.TypeAsync("winnie");
        await Expect(mette.Table.Locator("tbody tr")).ToHaveCountAsync(1);
        await mette.TabToAsync("Rediger Winnie Tast");
        await keys.PressAsync("Enter");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Winnie Tast");
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("Winnie Tastatur");
        await mette.TabToAsync("AMFORA");
        await keys.PressAsync("Space");
        await keys.PressAsync("Control+S");
        await Expect(mette.StatusMessage("Gemt: Winnie Tastatur.")).ToBeVisibleAsync();
        await Expect(mette.Button("Rediger Winnie Tastatur")).ToBeFocusedAsync();
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal("Winnie Tastatur", now.Name);
        Assert.Equal([Amfora], now.Responsibilities);
    }

    [Fact]
    public async Task Page_NavigatedToWithinThePortal_HasItsTitleAndTheFocus()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var heading = mette.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(heading).Not.ToBeFocusedAsync();
        await mette.Page.GetByRole(AriaRole.Link, new() { Name = "Tilgængelighed" }).ClickAsync();
        await Expect(mette.Page).ToHaveTitleAsync("Tilgængelighed - Arbejdsmarkedsportalen");
        await Expect(heading).ToBeFocusedAsync();
        await mette.Page.GoBackAsync();
        await Expect(mette.Page).ToHaveTitleAsync("Indberetning - Kontakter - Arbejdsmarkedsportalen");
        await Expect(heading).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_WhileEditing_DiscardsTheChangeAndReturnsToTheRow()
    {
        var contact = await AddContactAsync("Xenia Fortryder");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Button("Rediger Xenia Fortryder").FocusAsync();
        await mette.Page.Keyboard.PressAsync("Enter");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Xenia Fortryder");
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await mette.Page.Keyboard.TypeAsync("zzz");
        await Expect(mette.Field("Navn")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("zzz"));
        await mette.Page.Keyboard.PressAsync("Escape");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("");
        await Expect(mette.Button("Rediger Xenia Fortryder")).ToBeFocusedAsync();
        Assert.Equal(contact.Values, await Portal.ReadContactAsync(contact));
    }

    [Fact]
    public async Task ArrowKeys_InTheOverview_MoveBetweenRows()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var rows = mette.Table.Locator("tbody").GetByRole(AriaRole.Button);
        await rows.First.FocusAsync();
        await mette.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await mette.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.Nth(2)).ToBeFocusedAsync();
        await mette.Page.Keyboard.PressAsync("ArrowUp");
        await mette.Page.Keyboard.PressAsync("ArrowUp");
        await mette.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(rows.First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SingleKeys_SwitchedOffInTheirList_DoNothingUntilSwitchedOnAgain()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var list = mette.Page.GetByRole(AriaRole.Dialog, new() { Name = "Tastaturgenveje" });
        await Expect(list).ToBeHiddenAsync();
        await mette.Page.Keyboard.PressAsync("?");
        await Expect(list).ToBeVisibleAsync();
        foreach (var key in new[] { "/", "Enter", "Esc", "Ctrl + S", "?" })
            await Expect(list.GetByText(key, new() { Exact = true })).ToBeVisibleAsync();
        var box = list.GetByRole(AriaRole.Checkbox);
        await Expect(box).ToBeCheckedAsync();
        await box.UncheckAsync();
        await mette.Page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();

        await mette.OpenAsync();
        await mette.Page.Keyboard.PressAsync("?");
        await mette.Page.Keyboard.PressAsync("/");
        await Expect(list).ToBeHiddenAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Searchbox)).Not.ToBeFocusedAsync();

        await mette.Button("Tastaturgenveje").ClickAsync();
        await Expect(box).Not.ToBeCheckedAsync();
        await box.CheckAsync();
        await mette.Page.Keyboard.PressAsync("Escape");
        await mette.Page.Keyboard.PressAsync("/");
        await Expect(mette.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SingleKeys_TypedIntoAField_AreText()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.Field("Navn").FocusAsync();
        await mette.Page.Keyboard.TypeAsync("a/b?");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("a/b?");
    }

    [Fact]
    public async Task FirstTab_OnThePage_OffersToSkipToTheContent()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Page.GetByRole(AriaRole.Link, new() { Name = "Spring til indhold" })).ToBeFocusedAsync();
        await mette.Page.Keyboard.PressAsync("Enter");
        await Expect(mette.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }
}
