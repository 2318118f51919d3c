using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>A connection that is lost and comes back.</summary>
public sealed class ConnectionTests(Chromium chromium, DemonstrationPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Connection_LostWhileTyping_IsToldComesBackByItselfAndNothingTypedIsLost()
    {
        var contact = await Portal.HasContactAsync("Åse Afbrudt");
        await using var cable = new CuttableConnection(Portal.Host.Address);
        var mette = await StrangerAsync(name: "Mette Holm", address: cable.Address);
        mette.Expects("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        await mette.SignInAsync();
        await mette.OpenAsync();
        await mette.Page.EvaluateAsync("() => { window.stillHere = true; }");
        await mette.EditAsync("Åse Afbrudt");
        await mette.Field("Navn").FillAsync("Åse Før");
        var banner = mette.Page.Locator("#components-reconnect-modal");
        await Expect(banner).ToBeHiddenAsync();

        cable.Cut();
        await Expect(banner).ToContainTextAsync("Forbindelsen til portalen er afbrudt.");
        await Expect(banner).ToHaveRoleAsync(AriaRole.Status);
        await mette.Field("Navn").FillAsync("Åse Imens");
        await mette.Field("Telefon").FillAsync("33 12 34 56");

        cable.Mend();
        await Expect(banner).ToContainTextAsync("Forbindelsen er genoprettet.", new() { Timeout = 20_000 });
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Åse Imens");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        await mette.SaveAsync("Gemt: Åse Imens.");
        Assert.True(await mette.Page.EvaluateAsync<bool>("() => window.stillHere"));
        var now = await Portal.NowAsync(contact);
        Assert.Equal(("Åse Imens", "+4533123456"), (now.Name, now.Phone));
        await Expect(banner).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Typing_FasterThanTheServerAnswers_LosesNoLetter()
    {
        await Portal.HasContactAsync("Ærlig Langsom");
        await using var cable = new CuttableConnection(Portal.Host.Address, TimeSpan.FromMilliseconds(80));
        var mette = await StrangerAsync(name: "Mette Holm", address: cable.Address);
        await mette.SignInAsync();
        await mette.OpenAsync();
        var search = mette.Page.GetByRole(AriaRole.Searchbox);
        await search.PressSequentiallyAsync("ærlig langsom", new() { Delay = 15 });
        await Expect(mette.Table.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(search).ToHaveValueAsync("ærlig langsom");
        await mette.EditAsync("Ærlig Langsom");
        await mette.Page.Keyboard.PressAsync("Control+A");
        await mette.Page.Keyboard.TypeAsync("Ærlig Hurtigere Skrevet");
        await mette.Page.Keyboard.PressAsync("ArrowLeft");
        await mette.Page.Keyboard.TypeAsync("-");
        await mette.SaveAsync("Gemt: Ærlig Hurtigere Skreve-t.");

        // Before its line goes, which an open page would complain of.
        await mette.Page.CloseAsync();
    }

    [Fact]
    public async Task Connection_LostWhileOthersSave_ShowsWhatWasMissedWhenItIsBack()
    {
        var contact = await Portal.HasContactAsync("Ærke Imens");
        await using var cable = new CuttableConnection(Portal.Host.Address);
        var mette = await StrangerAsync(name: "Mette Holm", address: cable.Address);
        mette.Expects("ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)");
        await mette.SignInAsync();
        await mette.OpenAsync();
        var banner = mette.Page.Locator("#components-reconnect-modal");
        cable.Cut();
        await Expect(banner).ToContainTextAsync("afbrudt");
        await Portal.ChangeAsync(AnActor().In(Koebenhavn).Named("Ali Khan"), contact, Domain.Contacts.ContactField.Email, "aerke.ny@kommune.example");
        cable.Mend();
        await Expect(mette.Row("Ærke Imens")).ToContainTextAsync("aerke.ny@kommune.example", new() { Timeout = 20_000 });
    }
}
