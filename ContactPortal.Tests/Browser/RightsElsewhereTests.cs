using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;
using static ContactPortal.Tests.Browser.Accessibility;

namespace ContactPortal.Tests.Browser;

/// <summary>A portal whose rights are granted in another system and come with the sign-in (U4).</summary>
public sealed class RightsElsewhereTests(Chromium chromium, SharedPortal portal) : RightsBrowserTest(chromium, portal)
{
    [Fact]
    public async Task RightsThatComeWithTheSignIn_AreShownWithoutButtons_AndTasksNameWhomToAskAndAreMarkedAsDone()
    {
        await StartOwnPortalAsync(settings: new() { ["Rights:FromSignIn"] = "true", ["Rights:GrantedIn"] = "rollekataloget" });
        var birthe = await PersonaAsync("Birthe Lund", PortalUrls.Rights);
        var main = birthe.Page.GetByRole(AriaRole.Main);
        await Expect(main).ToContainTextAsync(
            "Rettigheder gives i rollekataloget og følger med, når medarbejderen logger ind. Siden her viser dem.");
        await Expect(Holder(birthe, "Mette Holm")).ToBeVisibleAsync();
        var buttons = await main.GetByRole(AriaRole.Button).EvaluateAllAsync<string[]>("all => all.map(b => b.ariaLabel ?? b.textContent)");

        // Whether somebody is let in is decided here all the same, and whether the municipality's own directory has access.
        Assert.Equal(
            ["Opret Pia Lindholm", "Ret oplysningerne først", "Afvis Pia Lindholm", "Opret Omar Hassan", "Ret oplysningerne først",
                "Afvis Omar Hassan", "Navn", "Givet", "Givet af", "Opret adgang"],
            buttons.Where(name => !name.StartsWith("Markér som udført: ", StringComparison.Ordinal)).Select(name => name.Trim()));
        await Expect(main.GetByRole(AriaRole.Textbox)).ToHaveAccessibleNameAsync("Navn på den nye adgang");

        var task = Task(birthe, "Ali Khan");
        await Expect(task).ToContainTextAsync("Rettigheden gives og fratages i rollekataloget.");
        await AssertAccessibleAsync(birthe, "rights from the sign-in");
        await task.GetByRole(AriaRole.Button, new() { Name = "Markér som udført: opgaven om Ali Khan", Exact = true }).ClickAsync();
        await Expect(Answer(birthe)).ToHaveTextAsync("Opgaven om Ali Khan er udført.");
        await Expect(task).ToHaveCountAsync(0);
        await Expect(History(birthe).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Ali Khan");

        // The access-denied page says where to ask, and has no button for it.
        var ali = await PersonaAsync("Ali Khan", PortalUrls.Deliveries);
        await Expect(ali.Page.GetByText("Rettigheden gives i rollekataloget.")).ToBeVisibleAsync();
        await Expect(ali.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        // The same message appears when a contact is created.
        var person = await AddPersonAsync("Gry Kommer Til", Koebenhavn);
        var mette = await PersonaAsync("Mette Holm", PortalUrls.Contacts);
        await mette.ReadyAsync();
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync(person.Name);
        await mette.SaveAsync("Den gives i rollekataloget; bed den lokale brugeradministrator (Birthe Lund) om det.");

        async Task<BrowserUser> PersonaAsync(string name, string address)
        {
            var visitor = await NewUserAsync(new() { ReducedMotion = ReducedMotion.Reduce }, name);
            await visitor.SignInAsync();
            await visitor.GoLiveAsync(address);
            return visitor;
        }
    }
}
