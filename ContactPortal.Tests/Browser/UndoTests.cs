using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Browser;

/// <summary>"Fortryd" after a save (K16).</summary>
public sealed class UndoTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Save_Undone_RestoresTheFormerStateAsANewChange()
    {
        var contact = await AddContactAsync("Petra Fortryder", types: [Amfora]);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Petra Fortryder");
        await mette.Field("Navn").FillAsync("Petra Forkert");
        await mette.Field("AMFORA").UncheckAsync();
        await mette.SaveAsync("Gemt: Petra Forkert.");
        await mette.Button("Fortryd").ClickAsync();
        await Expect(mette.StatusMessage("Ændringen af Petra Fortryder er fortrudt.")).ToBeVisibleAsync();
        await Expect(mette.Row("Petra Fortryder")).ToBeVisibleAsync();
        await Expect(mette.Button("Fortryd")).ToHaveCountAsync(0);
        Assert.Equal(contact.Values, await Portal.ReadContactAsync(contact));
        Assert.Equal(
            [HistoryKind.ContactCreated, HistoryKind.ContactChanged, HistoryKind.ContactUndone],
            (await Portal.HistoryAsync(contact)).Select(e => e.Kind));
    }

    [Fact]
    public async Task NewContact_Undone_IsNoLongerActive()
    {
        var person = await AddPersonAsync("Ragna Ny Og Væk");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.Field("RID").FillAsync(person.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Ragna Ny Og Væk");
        await mette.SaveAsync("Gemt: Ragna Ny Og Væk er oprettet som kontakt.");
        await mette.Button("Fortryd").ClickAsync();
        await Expect(mette.StatusMessage("Fortrudt: Ragna Ny Og Væk er ikke længere aktiv kontakt.")).ToBeVisibleAsync();
        await Expect(mette.Row("Ragna Ny Og Væk")).ToHaveCountAsync(0);
        Assert.True(Assert.Single(await Portal.ReadContactsByRidAsync(person.Rid.Digits)).Deactivated);
    }

    [Fact]
    public async Task Save_UndoneAfterAnotherChangeOfItsField_IsRefusedAndOffersToLook()
    {
        var contact = await AddContactAsync("Rosa Overhalet");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Rosa Overhalet");
        await mette.Field("Email").FillAsync("rosa.min@kommune.example");
        await mette.SaveAsync("Gemt: Rosa Overhalet.");
        await Expect(mette.Row("Rosa Overhalet")).ToContainTextAsync("rosa.min@kommune.example");
        var mine = (await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken)).Find(contact.Id)!;
        await Portal.ChangeAsync(AnActor().In(Municipality).Named("Ali Khan"), mine, ContactField.Email, "rosa.hans@kommune.example");
        await Expect(mette.Row("Rosa Overhalet")).ToContainTextAsync("rosa.hans@kommune.example");

        await mette.Button("Fortryd").ClickAsync();
        await Expect(mette.StatusMessage("Ali Khan har siden ændret de samme felter i Rosa Overhalet. Intet er fortrudt."))
            .ToBeVisibleAsync();
        Assert.Equal("rosa.hans@kommune.example", (await Portal.ReadContactAsync(contact)).Email);
        Assert.Equal(3, (await Portal.HistoryAsync(contact)).Count);
        await mette.Button("Se Rosa Overhalet").ClickAsync();
        await Expect(mette.Field("Navn")).ToBeFocusedAsync();
        await Expect(mette.Field("Email")).ToHaveValueAsync("rosa.hans@kommune.example");
    }
}
