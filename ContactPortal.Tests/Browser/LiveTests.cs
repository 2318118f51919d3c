using System.Collections.Concurrent;
using System.Text;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Two persons: a save appears at once on the pages of its municipality, and on no page of another (K12).</summary>
public sealed class LiveTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const string IsSamePage = "() => window.stillHere === true";

    [Fact]
    public async Task AliSaves_MettesPageOpen_ShowsItMarkedNamedAndAnnouncedWithoutReload()
    {
        await AddContactAsync("Nanna Nyhed");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.Page.EvaluateAsync("() => { window.stillHere = true; }");

        await ali.EditAsync("Nanna Nyhed");
        await ali.Field("Email").FillAsync("nanna.ny@kommune.example");
        await ali.Field("AMFORA").CheckAsync();
        await ali.SaveAsync("Gemt: Nanna Nyhed.");

        var row = mette.Row("Nanna Nyhed");
        await Expect(row).ToContainTextAsync("nanna.ny@kommune.example");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(4)).ToContainTextAsync("ansvarlig");
        await Expect(row).ToContainClassAsync("row-changed");
        await Expect(row).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Ændret af Ali Khan\s+for \d+ sek\. siden"));
        await Expect(mette.Oversigt.GetByRole(AriaRole.Status)
            .Filter(new() { HasText = "Ali Khan har ændret Nanna Nyhed: Email, AMFORA." })).ToBeVisibleAsync();
        await Expect(ali.Row("Nanna Nyhed")).ToContainTextAsync("Ændret af dig");
        Assert.True(await mette.Page.EvaluateAsync<bool>(IsSamePage));
    }

    [Fact]
    public async Task RowThatChangesAgain_WhileItIsMarked_IsColouredAgain()
    {
        var contact = await AddContactAsync("Mia Igen");
        var ali = AnActor().In(Municipality).Named("Ali Khan");
        var mette = await AtContactsAsync("Mette Holm");
        contact = await Portal.ChangeAsync(ali, contact, ContactField.Email, "mia.ny@kommune.example");
        await Expect(mette.Row("Mia Igen")).ToContainClassAsync("row-changed");
        await mette.Page.EvaluateAsync("() => document.addEventListener('animationstart', e => { window.colouredAgain = "
            + "e.target.closest('.row-changed') !== null; })");
        await Portal.ChangeAsync(ali, contact, ContactField.Email, "mia.nyere@kommune.example");
        await Expect(mette.Row("Mia Igen")).ToContainTextAsync("mia.nyere@kommune.example");
        await mette.Page.WaitForFunctionAsync("() => window.colouredAgain");
    }

    [Fact]
    public async Task AliSavesAnotherContact_MetteIsTyping_HerTextFocusAndCaretStay()
    {
        await AddContactAsync("Ole Andens");
        await AddContactAsync("Pia Mettes");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Pia Mettes");
        await mette.Field("Navn").FillAsync("Pia Halvt skr");
        await mette.Page.Keyboard.PressAsync("ArrowLeft");
        await mette.Page.Keyboard.PressAsync("ArrowLeft");

        await ali.EditAsync("Ole Andens");
        await ali.Field("Navn").FillAsync("Ole Omdøbt");
        await ali.SaveAsync("Gemt: Ole Omdøbt.");

        await Expect(mette.Row("Ole Omdøbt")).ToBeVisibleAsync();
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await mette.Page.Keyboard.TypeAsync("-");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Pia Halvt s-kr");
        await Expect(mette.Row("Pia Mettes")).ToContainClassAsync("row-edited");
    }

    [Fact]
    public async Task AliSavesOneContact_TheOtherRowsInMettesPage_AreNotTouched()
    {
        await AddContactAsync("Oda Ændres");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await ali.EditAsync("Oda Ændres");
        await mette.Page.EvaluateAsync("""
            () => {
                window.touched = [];
                const row = node => node.closest?.('tr') ?? node.parentElement?.closest('tr') ?? node;
                new MutationObserver(all => window.touched.push(...all.map(m => row(m.target).textContent)))
                    .observe(document.querySelector('tbody'), { childList: true, subtree: true, attributes: true, characterData: true });
            }
            """);
        await ali.Field("Email").FillAsync("oda.ny@kommune.example");
        await ali.SaveAsync();
        await Expect(mette.Row("Oda Ændres")).ToContainTextAsync("oda.ny@kommune.example");
        var touched = await mette.Page.EvaluateAsync<string[]>("() => window.touched");
        Assert.NotEmpty(touched);
        Assert.All(touched, row => Assert.Contains("Oda Ændres", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AliSavesTheContactThatMetteEdits_HerTextStaysAndHisUpdatesTheOtherFields()
    {
        var contact = await AddContactAsync("Rikke Fælles");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await mette.EditAsync("Rikke Fælles");
        await mette.Field("Email").FillAsync("rikke.halv");
        await ali.EditAsync("Rikke Fælles");
        await ali.Field("Telefon").FillAsync("33 12 34 56");
        await ali.Field("Rådighedsdata").CheckAsync();
        await ali.SaveAsync("Gemt: Rikke Fælles.");

        await Expect(mette.Field("Telefon")).ToHaveValueAsync("33 12 34 56");
        await Expect(mette.Field("Rådighedsdata")).ToBeCheckedAsync();
        await Expect(mette.Field("Email")).ToHaveValueAsync("rikke.halv");
        await mette.Field("Email").FillAsync("rikke.hel@kommune.example");
        await mette.SaveAsync("Gemt: Rikke Fælles.");
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal(("rikke.hel@kommune.example", "+4533123456"), (now.Email, now.Phone));
        Assert.Equal([Raadighed], now.Responsibilities);
    }

    [Fact]
    public async Task AliCreatesAndDeactivates_MettesPageOpen_RowsComeAndGoAndAreAnnounced()
    {
        var person = await AddPersonAsync("Sanne Tilkommen");
        var mette = await AtContactsAsync("Mette Holm");
        var ali = await AtContactsAsync("Ali Khan");
        await ali.Field("RID").FillAsync(person.Rid.Digits);
        await ali.Page.Keyboard.PressAsync("Tab");
        await Expect(ali.Field("Navn")).ToHaveValueAsync("Sanne Tilkommen");
        await ali.SaveAsync();
        await Expect(mette.Row("Sanne Tilkommen")).ToBeVisibleAsync();
        var news = mette.Oversigt.GetByRole(AriaRole.Status).First;
        await Expect(news).ToHaveTextAsync("Ali Khan har oprettet Sanne Tilkommen.");
        await ali.EditAsync("Sanne Tilkommen");
        await ali.Field("Deaktiveret").CheckAsync();
        await ali.SaveAsync();
        await Expect(mette.Row("Sanne Tilkommen")).ToHaveCountAsync(0);
        await Expect(news).ToHaveTextAsync("Ali Khan har deaktiveret Sanne Tilkommen.");
    }

    [Fact]
    public async Task ReducedMotion_AliSaves_MetteStillReadsWhoChangedTheRow()
    {
        await AddContactAsync("Tina Rolig");
        var mette = await AtContactsAsync("Mette Holm", new() { ReducedMotion = ReducedMotion.Reduce });
        var ali = await AtContactsAsync("Ali Khan");
        await ali.EditAsync("Tina Rolig");
        await ali.Field("Mobil").FillAsync("28 12 34 57");
        await ali.SaveAsync();
        await Expect(mette.Row("Tina Rolig").GetByText("Ændret af Ali Khan")).ToBeVisibleAsync();
        await Expect(mette.Row("Tina Rolig").GetByText("Ændret af Ali Khan")).ToHaveCSSAsync("opacity", "1");
    }

    [Fact]
    public async Task MunicipalityChanges_AnothersPageOpen_NotAByteOfItArrives()
    {
        const string canary = "Ulla Kanariefugl";
        var contact = await AddContactAsync(canary);
        var aarhus = await AddContactAsync("Viggo Aarhus", Aarhus);
        var søren = await NewUserAsync(name: "Søren Dahl");
        var received = new ConcurrentQueue<string>();
        var signal = new Signal();
        søren.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            received.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary!));
            signal.Set();
        };
        await søren.SignInAsync();
        await søren.OpenAsync();
        var mette = await AtContactsAsync("Mette Holm");

        await Portal.ChangeAsync(AnActor().In(Municipality).Named("Ali Khan"), contact, ContactField.Email, "kanarie@kommune.example");
        await Expect(mette.Row(canary)).ToContainTextAsync("kanarie@kommune.example");
        await Portal.ChangeAsync(AnActor().In(Aarhus), aarhus, ContactField.Email, "viggo.ny@kommune.example");
        await Expect(søren.Row("Viggo Aarhus")).ToContainTextAsync("viggo.ny@kommune.example");

        await signal.WaitUntilAsync(() => received.Any(frame => frame.Contains("viggo.ny", StringComparison.Ordinal)));
        var all = string.Join('\n', [.. received, await søren.Page.ContentAsync()]);
        Assert.DoesNotContain("anariefugl", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("kanarie@", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Ali Khan", all, StringComparison.Ordinal);
    }
}
