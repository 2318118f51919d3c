using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Creates contacts by RID (K10).</summary>
public sealed class CreateTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task RidOfAColleague_Typed_BringsNameAndEmailAndMakesTheContact()
    {
        var person = await AddPersonAsync("Freja Nissen");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Button("Ny kontakt").ClickAsync();
        await Expect(mette.Field("RID")).ToBeFocusedAsync();
        await mette.Page.Keyboard.TypeAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Freja Nissen");
        await Expect(mette.Field("Email")).ToHaveValueAsync(person.Email);
        await mette.Field("Resultatdata").CheckAsync();
        await mette.SaveAsync("Gemt: Freja Nissen er oprettet som kontakt.");
        await Expect(mette.Row("Freja Nissen").GetByRole(AriaRole.Cell).Nth(6)).ToContainTextAsync("ansvarlig");
        var made = Assert.Single(await Portal.ReadContactsByRidAsync(person.Rid.Digits));
        Assert.Equal(("Freja Nissen", "", ""), (made.Name, made.Mobile, made.Phone));
        Assert.Equal([Resultat], made.Responsibilities);
    }

    [Fact]
    public async Task NameTypedBeforeTheRid_IsNotReplacedByTheDirectory()
    {
        var person = await AddPersonAsync("Katrine Lang Nissen");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("Navn").FillAsync("Katrine L. Nissen");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Email")).ToHaveValueAsync(person.Email);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Katrine L. Nissen");
    }

    [Fact]
    public async Task UnknownRid_Left_SaysSoAndWhomToAsk()
    {
        var administrator = (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Rights.Administrators.Single().Name;
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync("99999999");
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("RID")).ToHaveAccessibleDescriptionAsync(
            $"Ingen medarbejder i {MunicipalityName} har dette RID. Kontroller cifrene, eller spørg jeres lokale brugeradministrator, hvad "
            + $"medarbejderens RID er: {administrator}.");
        await Expect(mette.Field("RID")).ToHaveValueAsync("99999999");
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await mette.Field("Navn").FillAsync("Nogen Helt Anden");
        await mette.Field("Email").FillAsync("nogen@kommune.example");
        await mette.Button("Gem").ClickAsync();
        await Expect(mette.Valg.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First).ToContainTextAsync(administrator);
        await Expect(mette.Field("RID")).ToBeFocusedAsync();
        Assert.Empty(await Portal.ReadContactsByRidAsync("99999999"));
    }

    [Fact]
    public async Task RidOfAnotherMunicipalitysColleague_Left_IsAsUnknownAsAnyOther()
    {
        var foreigner = await AddPersonAsync("Aarhus Alene", Aarhus);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(foreigner.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("RID")).ToHaveAccessibleDescriptionAsync(
            new System.Text.RegularExpressions.Regex($"^Ingen medarbejder i {MunicipalityName}"));
        Assert.DoesNotContain("Aarhus Alene", await mette.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RidOfAContact_Left_LeadsToThatContact()
    {
        var contact = await AddContactAsync("Lone Allerede");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(contact.Values.Rid);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.StatusMessage($"RID {contact.Values.Rid} er allerede en kontakt: Lone Allerede.")).ToBeVisibleAsync();
        await mette.Valg.GetByRole(AriaRole.Button, new() { Name = "Rediger Lone Allerede" }).ClickAsync();
        await LeaveUnsavedAsync(mette);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Lone Allerede");
        await Expect(mette.Row("Lone Allerede")).ToContainClassAsync("row-edited");
    }

    [Fact]
    public async Task RidOfADeactivatedContact_Left_OffersToBringItBack()
    {
        var contact = await AddContactAsync("Morten Hvilende", deactivated: true);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(contact.Values.Rid);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.StatusMessage("er en deaktiveret kontakt: Morten Hvilende")).ToBeVisibleAsync();
        await mette.Button("Aktiver Morten Hvilende igen").ClickAsync();
        await LeaveUnsavedAsync(mette);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Morten Hvilende");
        await Expect(mette.Field("Deaktiveret")).Not.ToBeCheckedAsync();
        await mette.SaveAsync("Gemt: Morten Hvilende er aktiv igen.");
        await Expect(mette.Row("Morten Hvilende")).ToBeVisibleAsync();
        Assert.False((await Portal.ReadContactAsync(contact)).Deactivated);
    }

    // The entered RID may count as an unsaved change; discards it if the dialog asks, which these tests are not about.
    private static async Task LeaveUnsavedAsync(BrowserUser visitor)
    {
        var leave = visitor.Button("Kassér og gå videre");
        await Expect(leave.Or(visitor.Valg.GetByText("Du redigerer"))).ToBeVisibleAsync();
        if (await leave.IsVisibleAsync())
            await leave.ClickAsync();
    }
}
