using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Browser;

/// <summary>The log contains no personal data.</summary>
public sealed class LogTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task SessionOfEdits_GoodBadAndFailing_LeavesNoPersonalDataInTheLog()
    {
        await StartOwnPortalAsync();
        FaultsAreExpected = true;
        var person = await AddPersonAsync("Kanarius Nyfugl", Koebenhavn);
        var contact = await AddContactAsync("Kanarina Gulfugl", Koebenhavn);
        var mette = await PersonaAtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Kanarius Nyfugl");
        await mette.SaveAsync();
        await mette.EditAsync("Kanarina Gulfugl");
        await mette.Field("Mobil").FillAsync("28 65 43 21");
        await mette.Field("Telefon").FillAsync("ikke et nummer kanariebur");
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.Field("Telefon")).ToBeFocusedAsync();
        await mette.Field("Telefon").FillAsync("36 65 43 21");
        await mette.Field("Email").FillAsync("kanariemail@kommune.example");
        await mette.SaveAsync();
        await mette.Page.GetByRole(Microsoft.Playwright.AriaRole.Searchbox).FillAsync("kanariesøgning");
        Portal.SnapshotLoader.Failing = Aarhus;
        var søren = await NewUserAsync(name: "Søren Dahl");
        await søren.SignInAsync();
        await søren.Page.GotoAsync(Blazor.PortalUrls.Contacts);
        await Expect(søren.Page.GetByText("Kontakterne kunne ikke hentes.")).ToBeVisibleAsync();

        var entries = Portal.Host.Log.Lines;
        Assert.NotEmpty(Portal.Host.Log.Errors);
        Assert.NotEmpty(entries);
        string[] canaries = [
            "kanari", "fugl", person.Rid.Digits, contact.Values.Rid, "28123456", "28654321", "28 65 43 21", "36654321", "36 65 43 21",
            "@kommune", "@koebenhavn", "Mette Holm", "Søren Dahl"];
        Assert.DoesNotContain(entries, entry => canaries.Any(canary => entry.Text.Contains(canary, StringComparison.OrdinalIgnoreCase)));
    }
}
