using Bunit;
using ContactPortal.Blazor.Agency;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Persons;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Agency;

/// <summary>Find kontakter: the search, one contact with its history, and the purpose of each look-up (A1). Live.</summary>
public sealed class FindContactsPageTests : PersonComponentTest
{
    private Actor jens = null!;
    private ContactView contact = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        jens = await AddAgencyPersonAsync();
        contact = await AddAsync(AContact().HeldBy(APerson().Named("Søren Gård").WithEmail("sg@aarhus.example"))
            .WithMobile("28 12 34 56").ResponsibleFor(Amfora));
        await AddAsync(AContact().HeldBy(APerson().In(Roskilde).Named("Mette Holm").WithEmail("mh@roskilde.example")));
    }

    [Fact]
    public async Task Search_ShowsWhoIsFoundAndHowMany()
    {
        var page = Page();
        WaitForText(page, "2 kontakter");
        await InputAsync(page, "input[type=search]", "gard");
        Assert.Contains("1 af 2 kontakter", TextOf(page), StringComparison.Ordinal);
        var row = Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("tel:+4528123456", row.QuerySelector("a[href^=tel]")!.GetAttribute("href"));
        Assert.Contains("28 12 34 56", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("AMFORA", row.TextContent, StringComparison.Ordinal);
        await InputAsync(page, "input[type=search]", "ingen af dem");
        WaitForText(page, "Ingen kontakter passer til søgningen.");
        await PressAsync(page, "Ryd søgning");
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Contact_Opened_AsksForThePurposeOnceNotesItAndShowsTheHistory()
    {
        var page = Page();
        await PressAsync(page, "Vis Søren Gård, Aarhus");
        WaitForText(page, "Hvad er formålet?");
        Assert.Empty(page.FindAll(".found"));
        await SubmitAsync(page, "form.purpose");
        WaitForText(page, "Vælg et formål. Er det et andet, så skriv det.");
        await page.InvokeAsync(() => page.Find("form.purpose input[value=Other]").Change("Other"));
        await SubmitAsync(page, "form.purpose");
        WaitForText(page, "Vælg et formål. Er det et andet, så skriv det.");
        await page.InvokeAsync(() => page.Find("#formaal-tekst").Change("tilsyn med jobcentre"));
        Assert.Empty(await LookUpsAsync());
        await SubmitAsync(page, "form.purpose");
        page.WaitForAssertion(() => Assert.Equal("Søren Gård", page.Find("#kontakt").TextContent));
        WaitForText(page, "Søren Gård");
        page.WaitForAssertion(() => Assert.Contains("Oprettet", page.Find(".history").TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Formål: tilsyn med jobcentre", TextOf(page), StringComparison.Ordinal);
        await PressAsync(page, "Vis Mette Holm, Roskilde");
        page.WaitForAssertion(() => Assert.Equal("Mette Holm", page.Find("#kontakt").TextContent));
        Assert.Empty(page.FindAll("form.purpose"));
        var noted = Assert.Single(await LookUpsAsync());
        Assert.Equal((LookUpKind.Opened, new(LookUpPurposeKind.Other, "tilsyn med jobcentre")), (noted.Kind, noted.Purpose));
        await PressAsync(page, "Luk");
        Assert.Empty(page.FindAll(".found"));
    }

    [Fact]
    public async Task Addresses_Copied_AreSeparatedBySemicolonsAndCounted()
    {
        JSInterop.Setup<bool>("portal.copy", _ => true).SetResult(true);
        var page = Page();
        await PressAsync(page, "Kopiér adresser");
        await page.InvokeAsync(() => page.Find("form.purpose input[value=Operation]").Change("Operation"));
        await SubmitAsync(page, "form.purpose");
        WaitForText(page, "2 adresser er kopieret. Sæt dem ind i feltet Bcc.");
        Assert.Equal("mh@roskilde.example; sg@aarhus.example", Sorted(JSInterop.VerifyInvoke("portal.copy").Arguments[0]));
        var noted = Assert.Single(await LookUpsAsync());
        Assert.Equal((LookUpKind.AddressCopied, LookUpPurposeKind.Operation), (noted.Kind, noted.Purpose.Kind));
        Assert.Equal(
            ["./ams/kontakter/kontakter.xlsx", "./ams/kontakter/kontakter.csv", "./ams/kontakter/kontakter.vcf"],
            page.FindAll("a[download]").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Change_ByTheMunicipality_IsShownLiveAndTheOpenContactSaysThatItIsGone()
    {
        var page = Page();
        await PressAsync(page, "Vis Søren Gård, Aarhus");
        await page.InvokeAsync(() => page.Find("form.purpose input[value=Reporting]").Change("Reporting"));
        await SubmitAsync(page, "form.purpose");
        page.WaitForAssertion(() => Assert.Equal("Søren Gård", page.Find("#kontakt").TextContent));
        contact = await SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Søren Ny"));
        page.WaitForAssertion(() => Assert.Equal("Søren Ny", page.Find("#kontakt").TextContent));
        Assert.Contains("Vis Søren Ny, Aarhus", Buttons(page));
        await SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
        WaitForText(page, "Kontakten er ikke længere aktiv.");
        Assert.DoesNotContain("Vis Søren Ny, Aarhus", Buttons(page));
    }

    [Fact]
    public void TileOfDækning_LeadsToTheMunicipalitysContactsWithTheReasons()
    {
        var page = PageAt("ams/kontakter?kommune=265");
        Assert.Equal("Mangler i Roskilde", page.Find("#mangler").TextContent.Trim());
        Assert.Equal(
            [
                "AMFORA, Rådighedsdata og Resultatdata: ingen ansvarlig", "1 kontakt mangler TASS Opfølgning",
                "Ingen lokal brugeradministrator",
            ],
            page.FindAll(".reasons li").Select(item => item.TextContent));
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.LocalAdministrator)]
    public async Task Municipality_AtThePage_ReadsNothing(Role role)
    {
        var birthe = await AddActorAsync(role == Role.Staff ? APerson() : APerson().LocalAdministrator());
        var page = Page(birthe);
        Assert.Contains("Din rolle giver ikke adgang til siden.", TextOf(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, table"));
        var coverage = Render<CoveragePage>(p => p.AddCascadingValue(birthe));
        Assert.Contains("Din rolle giver ikke adgang til siden.", TextOf(coverage), StringComparison.Ordinal);
        Assert.Empty(coverage.FindAll("a, button, input, table"));
    }

    private static string Sorted(object? addresses) =>
        string.Join("; ", ((string)addresses!).Split("; ").Order(StringComparer.Ordinal));

    private async Task<IReadOnlyList<LookUpView>> LookUpsAsync() => await Services.GetRequiredService<LookUpLog>().OfPersonAsync(
        new(contact.PersonId, "Søren Gård", Aarhus, Role.Staff), 10, CancellationToken);

    private IRenderedComponent<FindContactsPage> Page(Actor? actor = null)
    {
        var session = Session.BeginAt(DateTimeOffset.UnixEpoch);
        var principal = (actor ?? jens).ToPrincipal("Test", session);
        var page = Render<FindContactsPage>(p => p
            .AddCascadingValue(actor ?? jens)
            .AddCascadingValue(Task.FromResult(new AuthenticationState(principal))));

        // The first page of all loads the municipalities' snapshots.
        if (actor is null)
            page.WaitForElement("input[type=search]");
        return page;
    }

    /// <summary>The page with the parameters of its address.</summary>
    private IRenderedComponent<FindContactsPage> PageAt(string address)
    {
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(address);
        return Page();
    }
}
