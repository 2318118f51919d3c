using Bunit;
using ContactPortal.Blazor.Agency;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Agency;

/// <summary>Dækning: a tile for each municipality, its gaps in words, and the counts that filter (A2). Live.</summary>
public sealed class CoveragePageTests : PersonComponentTest
{
    private const string Nobody = "AMFORA ingen ansvarlig, Rådighedsdata ingen ansvarlig, Resultatdata ingen ansvarlig";

    private Actor jens = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        jens = await AddAgencyPersonAsync();
    }

    [Fact]
    public async Task Tiles_OfAllMunicipalities_SayTheirStateInWordsAndLeadToTheContacts()
    {
        await AddAdministratorAsync("Birthe Lund");
        await AddAsync(AContact().ResponsibleFor(Amfora));
        await AddAsync(AContact().ResponsibleFor(Amfora, Resultat));
        var page = Page();
        Assert.Equal(98, page.FindAll("a.tile").Count);
        Assert.Equal(5, page.FindAll("h3").Count);
        var aarhus = Tile(page, "Aarhus");
        Assert.Equal(
            "Aarhus: AMFORA 2 ansvarlige, Rådighedsdata ingen ansvarlig, Resultatdata 1 ansvarlig; "
            + "2 kontakter mangler TASS Opfølgning", aarhus.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal("./ams/kontakter?kommune=751", aarhus.GetAttribute("href"));
        Assert.Equal(["A 2", "R 0", "R 1"], aarhus.QuerySelectorAll(".coverage-mark").Select(m => m.TextContent.Trim()));
        Assert.Equal(
            $"Roskilde: {Nobody}; Ingen aktive kontakter; Ingen lokal brugeradministrator",
            Tile(page, "Roskilde").QuerySelector(".visually-hidden")!.TextContent);
    }

    [Fact]
    public async Task GapMended_WithThePageOpen_ChangesTheTileAndTheCountsLive()
    {
        var contact = await AddAsync(AContact().ResponsibleFor(Amfora, Resultat));
        var page = Page();
        Assert.Contains("Ingen ansvarlig 1", Buttons(page));
        await SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.ResponsibilityFor(Raadighed), ticked: true));
        page.WaitForAssertion(() => Assert.StartsWith(
            "Aarhus: AMFORA 1 ansvarlig, Rådighedsdata 1 ansvarlig, Resultatdata 1 ansvarlig; ",
            Tile(page, "Aarhus").QuerySelector(".visually-hidden")!.TextContent, StringComparison.Ordinal));
        Assert.Contains("Ingen ansvarlig 0", Buttons(page));
    }

    [Fact]
    public async Task Count_Pressed_ShowsThoseAlone_AsTilesAndAsATable()
    {
        await AddAsync(AContact().ResponsibleFor(Amfora));
        var page = Page();
        await PressAsync(page, "Ingen ansvarlig 1");
        Assert.StartsWith(
            "Aarhus: ", Assert.Single(page.FindAll("a.tile")).QuerySelector(".visually-hidden")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Button(page, "Ingen ansvarlig 1").GetAttribute("aria-pressed"));
        await ChangeAsync(page, "#som-tabel", ticked: true);
        Assert.Equal("Aarhus", Assert.Single(page.FindAll("tbody tr")).QuerySelector("a")!.TextContent);
        await PressAsync(page, "Alle 98");
        Assert.Equal(98, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task ChangeThatLeavesTheCoverage_RendersNothing()
    {
        var contact = await AddAsync(AContact());
        var page = Page();
        var rendered = page.RenderCount;
        contact = await SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33123456"));
        await AddAsync(AContact().In(Roskilde).ResponsibleFor(Amfora));
        page.WaitForAssertion(() => Assert.Contains(
            "AMFORA 1 ansvarlig", Tile(page, "Roskilde").QuerySelector(".visually-hidden")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(rendered + 1, page.RenderCount);
    }

    [Fact]
    public async Task LocalAdministrator_SeesTheOwnTile()
    {
        var birthe = await AddAdministratorAsync("Birthe Lund");
        await AddAsync(AContact().ResponsibleFor(Amfora));
        var own = Render<OwnCoverage>(p => p.AddCascadingValue(birthe));
        own.WaitForAssertion(() => Assert.Contains(
            "Aarhus: AMFORA 1 ansvarlig, ", own.Find(".tile .visually-hidden").TextContent, StringComparison.Ordinal));
        Assert.Contains("Rådighedsdata og Resultatdata: ingen ansvarlig", TextOf(own), StringComparison.Ordinal);
        Assert.Empty(own.FindAll("a"));
    }

    private static AngleSharp.Dom.IElement Tile(IRenderedComponent<CoveragePage> page, string municipality) =>
        page.FindAll("a.tile").Single(t => t.QuerySelector(".name")!.TextContent == municipality);

    private IRenderedComponent<CoveragePage> Page()
    {
        var page = Render<CoveragePage>(p => p.AddCascadingValue(jens));

        // The first page of all loads the municipalities' snapshots.
        page.WaitForElement(".counts");
        return page;
    }
}
