using System.Globalization;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The overview (Oversigt): rows, headings, search, sorting and deactivated contacts (K3, K9, K17).</summary>
public sealed class OverviewTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly StringComparer Danish = StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true);

    [Fact]
    public async Task Mette_OpensContacts_SeesHerMunicipalitysContactsAlone()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await Expect(mette.Table.GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(7);
        foreach (var name in new[] { "Organisation", "Navn", "Email", "Redigering", "AMFORA", "Rådighedsdata", "Resultatdata" })
            await Expect(mette.Table.GetByRole(AriaRole.Columnheader, new() { Name = name, Exact = true })).ToHaveCountAsync(1);
        var row = mette.Row("Mette Holm");
        await Expect(row.GetByRole(AriaRole.Cell)).ToHaveTextAsync(
            ["København", "Mette Holm", "mette.holm@koebenhavn.example", "", "● ansvarlig", "", "● ansvarlig"]);
        await Expect(mette.Row("Ali Khan").GetByRole(AriaRole.Cell).Nth(5)).ToContainTextAsync("ansvarlig");
        var organisations = await mette.Table.Locator("tbody .cell-organisation").AllInnerTextsAsync();
        Assert.All(organisations, organisation => Assert.Equal("København", organisation));
        Assert.InRange(organisations.Count, 8, 30);
        foreach (var landmark in new[] { "Valg", "Oversigt", "Hjælp" })
            await Expect(mette.Page.GetByRole(AriaRole.Region, new() { Name = landmark, Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FirstAnswer_BeforeAnyScript_HasTheRows()
    {
        var mette = await NewUserAsync(new() { JavaScriptEnabled = false }, "Mette Holm");
        await mette.SignInAsync();
        await mette.Page.GotoAsync(PortalUrls.Contacts);
        await Expect(mette.Row("Mette Holm")).ToBeVisibleAsync();
        await Expect(mette.Row("Ali Khan")).ToContainTextAsync("ali.khan@koebenhavn.example");
        await Expect(mette.Button("Gem")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Rows_FirstShown_StandInDanishOrderOfTheirNames()
    {
        foreach (var name in new[] { "Ågot Aaberg", "Østen Ørsted", "Ærlig Zander", "Zita Zander" })
            await AddContactAsync(name);
        var mette = await AtContactsAsync("Mette Holm");
        var names = await NamesAsync(mette);
        Assert.Equal(names.Order(Danish), names);
        Assert.True(names.IndexOf("Zita Zander") < names.IndexOf("Ærlig Zander"));
        Assert.True(names.IndexOf("Ærlig Zander") < names.IndexOf("Østen Ørsted"));
        Assert.True(names.IndexOf("Østen Ørsted") < names.IndexOf("Ågot Aaberg"));
    }

    [Fact]
    public async Task InitialHeading_HoveredOrFocused_ShowsItsFullNameUntilEscape()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        foreach (var (name, initial) in new[] { ("AMFORA", "A"), ("Rådighedsdata", "R"), ("Resultatdata", "R") })
            await AssertExplainedAsync(mette, name, initial);
    }

    private static async Task AssertExplainedAsync(BrowserUser mette, string name, string initial)
    {
        var heading = mette.Table.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        var tooltip = mette.Page.GetByRole(AriaRole.Tooltip).Filter(new() { HasText = name });
        await Expect(heading.Locator("[aria-hidden]")).ToHaveTextAsync(initial);
        await Expect(heading).ToHaveAccessibleDescriptionAsync(name);
        await Expect(tooltip).ToBeHiddenAsync();

        await heading.HoverAsync();
        await Expect(tooltip).ToBeVisibleAsync();
        await Expect(tooltip).ToHaveTextAsync(name);
        await tooltip.HoverAsync();
        await Expect(tooltip).ToBeVisibleAsync();
        await mette.Page.Keyboard.PressAsync("Escape");
        await Expect(tooltip).ToBeHiddenAsync();

        await mette.Page.Mouse.MoveAsync(5, 5);
        await heading.FocusAsync();
        await Expect(tooltip).ToBeVisibleAsync();
        await mette.Page.Keyboard.PressAsync("Escape");
        await Expect(tooltip).ToBeHiddenAsync();
        await Expect(heading).ToBeFocusedAsync();
    }

    [Fact]
    public async Task PointerMovesFromHeadingOntoItsTooltip_OnTheWay_TooltipStays()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var heading = mette.Table.GetByRole(AriaRole.Button, new() { Name = "AMFORA", Exact = true });
        await heading.HoverAsync();
        var tooltip = mette.Page.GetByRole(AriaRole.Tooltip).Filter(new() { HasText = "AMFORA" });
        await Expect(tooltip).ToBeVisibleAsync();
        var (from, to) = ((await heading.BoundingBoxAsync())!, (await tooltip.BoundingBoxAsync())!);
        var x = from.X + (from.Width / 2);
        await mette.Page.Mouse.MoveAsync(x, from.Y + (from.Height / 2));
        await mette.Page.Mouse.MoveAsync(x, to.Y + (to.Height / 2), new() { Steps = 40 });
        await Expect(tooltip).ToBeVisibleAsync();
        await mette.Page.Mouse.MoveAsync(5, 5, new() { Steps = 10 });
        await Expect(tooltip).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TextHeading_Pressed_SortsUpThenDown()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await AssertSortsAsync(mette, "Email", ".cell-email");
        await AssertSortsAsync(mette, "Navn", ".cell-name .name");
    }

    private static async Task AssertSortsAsync(BrowserUser mette, string heading, string cells)
    {
        var column = mette.Table.GetByRole(AriaRole.Columnheader, new() { Name = heading, Exact = true });
        var rows = mette.Table.Locator($"tbody {cells}");
        var expected = (await rows.AllInnerTextsAsync()).Order(Danish).ToList();
        await column.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(rows).ToHaveTextAsync(expected);
        await column.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(column).ToHaveAttributeAsync("aria-sort", "descending");
        expected.Reverse();
        await Expect(rows).ToHaveTextAsync(expected);
    }

    [Fact]
    public async Task TypeHeading_Pressed_PutsTheResponsibleFirst()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        foreach (var (heading, column) in new[] { ("AMFORA", 4), ("Rådighedsdata", 5), ("Resultatdata", 6) })
            await AssertResponsibleFirstAsync(mette, heading, column);
    }

    private static async Task AssertResponsibleFirstAsync(BrowserUser mette, string heading, int column)
    {
        var cells = mette.Table.Locator($"tbody tr td:nth-child({column + 1})");
        var marked = (await cells.AllInnerTextsAsync()).Count(text => text.Contains('●', StringComparison.Ordinal));
        Assert.True(marked > 0);
        await mette.Table.GetByRole(AriaRole.Button, new() { Name = heading, Exact = true }).ClickAsync();
        await Expect(mette.Table.GetByRole(AriaRole.Columnheader, new() { Name = heading, Exact = true }))
            .ToHaveAttributeAsync("aria-sort", "ascending");
        var sorted = (await cells.AllInnerTextsAsync()).Select(text => text.Contains('●', StringComparison.Ordinal)).ToList();
        Assert.Equal([.. Enumerable.Repeat(true, marked), .. Enumerable.Repeat(false, sorted.Count - marked)], sorted);
    }

    [Fact]
    public async Task Search_ForNameEmailOrRid_LeavesThatContact()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        var search = mette.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg", Exact = true });
        foreach (var text in new[] { "ette hol", "METTE.HOLM@", "10000001" })
        {
            await search.FillAsync(text);
            await Expect(mette.Row("Ali Khan")).ToHaveCountAsync(0);
            await Expect(mette.Row("Mette Holm")).ToBeVisibleAsync();
            await search.FillAsync("");
            await Expect(mette.Row("Ali Khan")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Search_ThatFindsNothing_SaysSoAndIsClearedByItsButton()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" }).FillAsync("xyzzy<b>");
        await Expect(mette.Oversigt).ToContainTextAsync("Ingen kontakter passer til \"xyzzy<b>\".");
        await mette.Button("Ryd søgningen").ClickAsync();
        await Expect(mette.Row("Mette Holm")).ToBeVisibleAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Søg" })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task EveryFile_OfThePage_ComesFromThePortalItself()
    {
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.EditAsync("Ali Khan");
        Assert.Contains(mette.RequestedUrls, address => address.Contains("woff2", StringComparison.Ordinal));
        Assert.Contains(mette.RequestedUrls, address => address.Contains("_blazor", StringComparison.Ordinal));
        Assert.All(mette.RequestedUrls, address => Assert.StartsWith(Portal.Host.Address, address, StringComparison.Ordinal));
    }

    private static async Task<List<string>> NamesAsync(BrowserUser visitor) =>
        [.. await visitor.Table.Locator("tbody .cell-name .name").AllInnerTextsAsync()];
}
