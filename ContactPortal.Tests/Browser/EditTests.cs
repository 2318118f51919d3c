using ContactPortal.Domain.History;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The edit panel (Valg): opening, changing, saving, discarding, deactivating (K4, K5, K7-K9, K14).</summary>
public sealed class EditTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Contact_Edited_StandsWithAllItsFieldsInValgAndItsRowIsMarked()
    {
        var contact = await AddContactAsync("Asta Alle Felter", types: [Amfora, Resultat]);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Asta Alle Felter");
        await Expect(mette.Field("RID")).ToHaveValueAsync(contact.Values.Rid);
        await Expect(mette.Field("Email")).ToHaveValueAsync(contact.Values.Email);
        await Expect(mette.Field("Mobil")).ToHaveValueAsync("28 12 34 56");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("");
        await Expect(mette.Field("Organisation")).ToHaveValueAsync(MunicipalityName);
        await Expect(mette.Field("Organisation")).ToHaveAttributeAsync("readonly", "");
        await Expect(mette.Field("Deaktiveret")).Not.ToBeCheckedAsync();
        var types = mette.Valg.GetByRole(AriaRole.Group, new() { Name = "Leveranceansvar", Exact = true });
        await Expect(types.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(3);
        await Expect(types.GetByLabel("AMFORA", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(types.GetByLabel("Rådighedsdata", new() { Exact = true })).Not.ToBeCheckedAsync();
        await Expect(types.GetByLabel("Resultatdata", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(mette.Table.Locator("tr.row-edited")).ToHaveCountAsync(1);
        await Expect(mette.Row("Asta Alle Felter")).ToContainClassAsync("row-edited");
    }

    [Fact]
    public async Task Contact_ChangedAndSaved_StandsSoInTheOverviewAndAfterAReload()
    {
        var contact = await AddContactAsync("Bo Før", types: [Amfora]);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Bo Før");
        await mette.Field("Navn").FillAsync("Bo Efter");
        await mette.Field("Email").FillAsync("bo.efter@kommune.example");
        await mette.Field("Telefon").FillAsync("33123456");
        await mette.Field("Rådighedsdata").CheckAsync();
        await mette.SaveAsync("Gemt: Bo Efter.");
        await Expect(mette.Row("Bo Efter").GetByRole(AriaRole.Cell).Nth(2)).ToHaveTextAsync("bo.efter@kommune.example");
        await Expect(mette.Row("Bo Før")).ToHaveCountAsync(0);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("");
        await mette.OpenAsync();
        await mette.EditAsync("Bo Efter");
        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal(("Bo Efter", "+4533123456", "+4528123456"), (now.Name, now.Phone, now.Mobile));
        Assert.Equal([Amfora, Raadighed], now.Responsibilities);
    }

    [Fact]
    public async Task Contact_ChangedAndCancelled_IsAsItWas()
    {
        var contact = await AddContactAsync("Carl Urørt", types: [Amfora]);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Carl Urørt");
        await mette.Field("Navn").FillAsync("Carl Ændret");
        await mette.Field("AMFORA").UncheckAsync();
        await mette.Button("Annuller").ClickAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("");
        await Expect(mette.Table.Locator("tr.row-edited")).ToHaveCountAsync(0);
        await Expect(mette.Row("Carl Urørt")).ToBeVisibleAsync();
        await mette.EditAsync("Carl Urørt");
        await Expect(mette.Field("AMFORA")).ToBeCheckedAsync();
        Assert.Equal(contact.Values, await Portal.ReadContactAsync(contact));
    }

    [Fact]
    public async Task ResponsibilityBoxes_ClickedWithCtrl_AreTickedAsByAPlainClick()
    {
        var contact = await AddContactAsync("Dorte Ctrl");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Dorte Ctrl");
        await mette.Field("AMFORA").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await mette.Field("Rådighedsdata").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await mette.Field("Resultatdata").ClickAsync();
        await mette.SaveAsync("Gemt: Dorte Ctrl.");
        Assert.Equal([Amfora, Raadighed, Resultat], (await Portal.ReadContactAsync(contact)).Responsibilities);
    }

    [Fact]
    public async Task Contact_Deactivated_LeavesTheOverviewIsCountedAndComesBack()
    {
        var contact = await AddContactAsync("Erik På Vej Ud");
        var mette = await AtContactsAsync("Mette Holm");
        var toggle = mette.Page.GetByRole(AriaRole.Switch, new() { Name = "Vis deaktiverede kontakter", Exact = true });
        var before = await CountAsync(mette);
        await mette.EditAsync("Erik På Vej Ud");
        await mette.Field("Deaktiveret").CheckAsync();
        await mette.SaveAsync("er deaktiveret og får ingen mails fra nu af");
        await Expect(mette.Row("Erik På Vej Ud")).ToHaveCountAsync(0);
        await Expect(toggle).ToHaveAccessibleDescriptionAsync($"{before + 1} deaktiverede");
        Assert.True((await Portal.ReadContactAsync(contact)).Deactivated);

        await toggle.CheckAsync();
        await Expect(mette.Row("Erik På Vej Ud")).ToContainTextAsync("Deaktiveret");
        await mette.EditAsync("Erik På Vej Ud");
        await mette.Field("Deaktiveret").UncheckAsync();
        await mette.SaveAsync("er aktiv igen");
        await toggle.UncheckAsync();
        await Expect(mette.Row("Erik På Vej Ud")).ToBeVisibleAsync();
        await Expect(mette.Row("Erik På Vej Ud")).Not.ToContainTextAsync("Deaktiveret");
        await Expect(toggle).ToHaveAccessibleDescriptionAsync($"{before} deaktiverede");
    }

    [Fact]
    public async Task BadInput_Saved_IsReportedAtItsFieldAndInTheSummaryAndKept()
    {
        var contact = await AddContactAsync("Fie Enkelt Fejl");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Fie Enkelt Fejl");
        await mette.Field("AMFORA").CheckAsync();
        (string Field, string Text, string Message)[] bad =
        [
            ("RID", "", "Skriv medarbejderens RID."),
            ("RID", "12ab", "Et RID er 8-20 cifre uden bogstaver eller tegn."),
            ("Navn", "", "Skriv kontaktens navn."),
            ("Navn", new('å', 101), "Et navn kan være på højst 100 tegn."),
            ("Email", "", "Skriv den e-mailadresse, som mails skal sendes til."),
            ("Email", "bo@", "Skriv én e-mailadresse, fx navn@kommune.dk."),
            ("Email", "a@b.example, c@d.example", "Skriv én e-mailadresse, fx navn@kommune.dk."),
            (
                "Email", $"{new string('a', 60)}@{string.Join('.', Enumerable.Repeat(new string('b', 60), 4))}.example",
                "En e-mailadresse kan være på højst 254 tegn."),
            ("Mobil", "12 34", "Det ligner et lokalnummer. Skriv hele nummeret med 8 cifre, fx 33 12 34 56."),
            ("Telefon", "ring", "Skriv et gyldigt telefonnummer, fx 33 12 34 56, eller lad feltet stå tomt."),
        ];
        foreach (var (field, text, message) in bad)
        {
            var good = await mette.Field(field).InputValueAsync();
            await mette.Field(field).FillAsync(text);
            await mette.Button("Gem").ClickAsync();
            await Expect(mette.Field(field)).ToHaveAccessibleDescriptionAsync(message);
            await Expect(mette.Field(field)).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(mette.Field(field)).ToBeFocusedAsync();
            await Expect(mette.Valg.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link)).ToHaveTextAsync([message]);
            await Expect(mette.Field(field)).ToHaveValueAsync(text);
            await Expect(mette.Field("AMFORA")).ToBeCheckedAsync();
            await mette.Field(field).FillAsync(good);
            await Expect(mette.Valg.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }

        Assert.Equal(contact.Values, await Portal.ReadContactAsync(contact));
    }

    [Fact]
    public async Task SeveralBadInputs_Saved_AreListedInOrderWithLinksToTheirFields()
    {
        await AddContactAsync("Gerda Mange Fejl");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Gerda Mange Fejl");
        await mette.Field("Telefon").FillAsync("1");
        await mette.Field("Email").FillAsync("gerda");
        await mette.Field("Navn").FillAsync(" ");
        await mette.Button("Gem").ClickAsync();
        var links = mette.Valg.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync([
            "Skriv kontaktens navn.", "Skriv én e-mailadresse, fx navn@kommune.dk.",
            "Det ligner et lokalnummer. Skriv hele nummeret med 8 cifre, fx 33 12 34 56."]);
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await links.Nth(2).ClickAsync();
        await Expect(mette.Field("Telefon")).ToBeFocusedAsync();
        await mette.Field("Telefon").FillAsync("33 12 34 56");
        await Expect(links).ToHaveCountAsync(2);
        await Expect(mette.Field("Telefon")).ToHaveAccessibleDescriptionAsync("");
        await Expect(mette.Field("Email")).ToHaveValueAsync("gerda");
    }

    [Fact]
    public async Task Gem_DoubleClicked_IsOneChange()
    {
        var contact = await AddContactAsync("Hans Dobbelt");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Hans Dobbelt");
        await mette.Field("Mobil").FillAsync("28 12 34 57");
        await mette.Button("Gem").DblClickAsync();
        await Expect(mette.StatusMessage("Gemt: Hans Dobbelt.")).ToBeVisibleAsync();
        Assert.Equal([HistoryKind.ContactCreated, HistoryKind.ContactChanged], (await Portal.HistoryAsync(contact)).Select(e => e.Kind));
    }

    [Fact]
    public async Task GemForANewContact_DoubleClicked_MakesOneContactAndNoError()
    {
        var person = await AddPersonAsync("Ida Dobbelt");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Ida Dobbelt");
        await mette.Button("Gem").DblClickAsync();
        await Expect(mette.StatusMessage("Gemt: Ida Dobbelt er oprettet som kontakt.")).ToBeVisibleAsync();
        await Expect(mette.Valg.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        Assert.Single(await Portal.ReadContactsByRidAsync(person.Rid.Digits));
    }

    [Fact]
    public async Task HostileText_InAName_StaysText()
    {
        string[] hostile =
            ["<script>document.title='ramt'</script>", "\"><img src=x onerror=\"document.title='ramt'\">", "'-alert(1)-' {{7*7}} ${7*7}"];
        var mette = await AtContactsAsync("Mette Holm");
        foreach (var (name, i) in hostile.Select((name, i) => (name, i)))
        {
            await AddContactAsync($"Jens {i}");
            await mette.EditAsync($"Jens {i}");
            await mette.Field("Navn").FillAsync(name);
            await mette.SaveAsync("Gemt: ");
            await Expect(mette.StatusMessage($"Gemt: {name}.")).ToBeVisibleAsync();
            await Expect(mette.Table.Locator(".name").GetByText(name, new() { Exact = true })).ToBeVisibleAsync();
        }

        await mette.OpenAsync();
        foreach (var name in hostile)
        {
            await Expect(mette.Table.Locator(".name").GetByText(name, new() { Exact = true })).ToBeVisibleAsync();
            await mette.EditAsync(name);
        }

        await Expect(mette.Page).ToHaveTitleAsync("Indberetning - Kontakter - Arbejdsmarkedsportalen");
        Assert.Equal(0, await mette.Page.Locator("main img, main script").CountAsync());
    }

    private static async Task<int> CountAsync(BrowserUser visitor) =>
        int.Parse(
            (await visitor.Page.Locator("#deaktiverede [aria-hidden]").InnerTextAsync()).Trim('(', ')'),
            System.Globalization.CultureInfo.InvariantCulture);
}
