using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Replacing the person of a contact, or seeming to (K6).</summary>
public sealed class PersonTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task AnotherRid_Typed_BringsNameAndEmailAndThePlaceKeepsItsResponsibilities()
    {
        var contact = await AddContactAsync("Ulla Afløses", types: [Amfora, Resultat]);
        var colleague = await AddPersonAsync("Vera Afløser");
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync("Ulla Afløses");
        await mette.Field("RID").FillAsync(colleague.Rid.Digits);
        await mette.Page.Keyboard.PressAsync("Tab");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Vera Afløser");
        await Expect(mette.Field("Email")).ToHaveValueAsync(colleague.Email);
        await Expect(mette.Field("AMFORA")).ToBeCheckedAsync();
        await Expect(mette.Field("Telefon")).ToHaveAccessibleDescriptionAsync(
            "Mobil og telefon hørte til Ulla Afløses. Ret dem, hvis de ikke skal bruges af den nye kontakt.");
        await mette.SaveAsync("Gemt: Vera Afløser.");
        await Expect(mette.StatusMessage("Vera Afløser mangler rettigheden TASS Opfølgning under Ny kommune")).ToBeVisibleAsync();
        await Expect(mette.Row("Vera Afløser").GetByRole(AriaRole.Cell).Nth(4)).ToContainTextAsync("ansvarlig");
        await Expect(mette.Row("Ulla Afløses")).ToHaveCountAsync(0);
        var now = await Portal.ReadContactAsync(contact);
        Assert.Equal((colleague.Rid.Digits, "Vera Afløser", colleague.Email), (now.Rid, now.Name, now.Email));
        Assert.Equal([Amfora, Resultat], now.Responsibilities);
    }

    [Theory]
    [InlineData("Navn", true)]
    [InlineData("Navn", false)]
    [InlineData("Email", true)]
    [InlineData("Email", false)]
    public async Task ColleaguesNameOrEmail_WrittenOverButTheRidLeft_IsAskedAbout(string field, bool meant)
    {
        var (former, name) = ($"Winnie {field} {meant}", $"Xenia {field} {meant}");
        var contact = await AddContactAsync(former, types: [Amfora]);
        var colleague = await AddPersonAsync(name);
        var mette = await AtContactsAsync("Mette Holm");
        await mette.EditAsync(former);
        await mette.Field(field).FillAsync(field == "Navn" ? name : colleague.Email);
        await mette.SaveAsync($"I brugerkataloget er {name} en anden medarbejder med RID {colleague.Rid.Digits}. Er det {name}, der skal "
            + "være kontakt fra nu af?");
        Assert.Equal(contact.Values, await Portal.ReadContactAsync(contact));

        await mette.Button(meant ? $"Ja, skift til {name}" : $"Nej, det er stadig {former}").ClickAsync();
        await Expect(mette.StatusMessage("Gemt: ")).ToBeVisibleAsync();
        Assert.Equal(Expected(contact.Values, colleague, field, meant), await Portal.ReadContactAsync(contact));
    }

    [Fact]
    public async Task Name_TypedWhileTheDirectoryAnswers_IsKept()
    {
        var colleague = await AddPersonAsync("Laura Andreasen");
        await using var proxy = new FaultyTcpProxy(Portal.Host.Address, TimeSpan.FromMilliseconds(60));
        var mette = await AtContactsAsync("Mette Holm", address: proxy.Address);
        await mette.Button("Ny kontakt").ClickAsync();
        await Expect(mette.Field("RID")).ToBeFocusedAsync();
        await mette.Field("RID").FillAsync(colleague.Rid.Digits);

        // The first letter follows at once. Then the directory's answer arrives, with the name and the address.
        await mette.Page.EvaluateAsync(
            "() => { document.getElementById('felt-name').focus(); document.execCommand('insertText', false, 'X'); }");
        await mette.Page.Keyboard.TypeAsync("enia Test", new() { Delay = 80 });
        await Expect(mette.Field("Email")).ToHaveValueAsync(colleague.Email);
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Xenia Test");
        await mette.Page.CloseAsync();
    }

    private static ContactValues Expected(ContactValues before, Person colleague, string field, bool meant) => (field, meant) switch
    {
        (_, true) => before with { Rid = colleague.Rid.Digits, Name = colleague.Name, Email = colleague.Email },
        ("Navn", false) => before with { Name = colleague.Name },
        _ => before with { Email = colleague.Email },
    };
}
