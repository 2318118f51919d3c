using ContactPortal.Blazor;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Switching the organisation, and access to the own organisations only (O1, K0).</summary>
public sealed class OrganisationTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private static readonly OrganisationCode HoejeTaastrup = new(169);
    private static readonly OrganisationCode Ishoej = new(183);

    [Fact]
    public async Task Karin_SwitchesAndBack_PageSubscriptionsRightsAndOtherTabFollow()
    {
        var inTaastrup = await AddContactAsync("Yrsa Taastrup", HoejeTaastrup);
        var inIshøj = await AddContactAsync("Zenia Ishøj", Ishoej);
        var karin = await PersonaAtContactsAsync("Karin Friis");
        await Expect(karin.Row("Yrsa Taastrup")).ToBeVisibleAsync();
        var other = await karin.AnotherTabAsync();
        await other.GotoAsync(PortalUrls.Contacts);
        await BrowserUser.ReadyAsync(other);

        await SwitchAsync(karin, "Ishøj");
        await Expect(karin.Row("Zenia Ishøj")).ToBeVisibleAsync();
        await Expect(karin.Row("Yrsa Taastrup")).ToHaveCountAsync(0);
        await Expect(karin.Field("Organisation")).ToHaveValueAsync("Ishøj");
        await Expect(other.GetByRole(AriaRole.Banner)).ToContainTextAsync("Ishøj");
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Rediger Zenia Ishøj" })).ToBeVisibleAsync();

        await Portal.ChangeAsync(AnActor().In(HoejeTaastrup), inTaastrup, ContactField.Email, "yrsa.ny@kommune.example");
        await Portal.ChangeAsync(AnActor().In(Ishoej), inIshøj, ContactField.Email, "zenia.ny@kommune.example");
        await Expect(karin.Row("Zenia Ishøj")).ToContainTextAsync("zenia.ny@kommune.example");
        Assert.DoesNotContain("yrsa.ny", await karin.Page.ContentAsync(), StringComparison.Ordinal);

        await karin.EditAsync("Zenia Ishøj");
        await karin.Field("AMFORA").CheckAsync();
        await karin.SaveAsync("Gemt: Zenia Ishøj.");
        Assert.Equal("Karin Friis", (await Portal.HistoryAsync(inIshøj))[^1].ActorName);
        Assert.Equal([Amfora], (await Portal.ReadContactAsync(inIshøj)).Responsibilities);

        await SwitchAsync(karin, "Høje-Taastrup");
        await Expect(karin.Row("Yrsa Taastrup")).ToContainTextAsync("yrsa.ny@kommune.example");
        await Expect(karin.Row("Zenia Ishøj")).ToHaveCountAsync(0);
        await Expect(other.GetByRole(AriaRole.Banner)).ToContainTextAsync("Høje-Taastrup");
    }

    [Theory]
    [InlineData("Mette Holm")]
    [InlineData("Birthe Lund")]
    public async Task PersonOfOneMunicipality_OpensThePage_HasNoChoice(string name)
    {
        var person = await PersonaAtContactsAsync(name);
        await Expect(person.Button("Skift organisation")).ToHaveCountAsync(0);
        await Expect(person.Page.Locator("form[action='./skift-organisation']")).ToHaveCountAsync(0);
        await Expect(person.Button("Gem")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Jens_OfTheAgency_ReadsAnyMunicipalityAndHasNoGem()
    {
        var jens = await PersonaAtContactsAsync("Jens Winther");
        await jens.Button("Skift organisation").ClickAsync();
        await Expect(jens.Page.GetByLabel("Skift til").GetByRole(AriaRole.Option)).ToHaveCountAsync(98);
        await jens.Page.GetByLabel("Skift til").SelectOptionAsync("Aarhus");
        await jens.Button("Skift").ClickAsync();
        await Expect(jens.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Aarhus");
        await jens.ReadyAsync();
        await jens.Button("Vis Søren Dahl").ClickAsync();
        await Expect(jens.Field("Navn")).ToHaveValueAsync("Søren Dahl");
        await Expect(jens.Field("Navn")).ToHaveAttributeAsync("readonly", "");
        await Expect(jens.Field("AMFORA")).ToBeDisabledAsync();
        await Expect(jens.Field("Deaktiveret")).ToBeDisabledAsync();
        await Expect(jens.Button("Gem")).ToHaveCountAsync(0);
        await Expect(jens.Button("Ny kontakt")).ToHaveCountAsync(0);
        await jens.Page.Keyboard.PressAsync("Control+S");
        await jens.Button("Annuller").ClickAsync();
        await Expect(jens.Field("Navn")).ToHaveValueAsync("");
    }

    private static async Task SwitchAsync(BrowserUser visitor, string organisation)
    {
        await visitor.Button("Skift organisation").ClickAsync();
        await visitor.Button(organisation).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync(organisation);
        await visitor.ReadyAsync();
    }
}
