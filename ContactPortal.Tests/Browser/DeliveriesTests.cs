using System.Globalization;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static ContactPortal.Tests.Browser.Accessibility;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// Indberetninger: the period grid and a delivery's errors (D1, D2, D6, D10). Each test has its own type or municipality.
/// </summary>
public sealed class DeliveriesTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private Period Current => Portal.Host.CurrentPeriod;

    [Fact]
    public async Task DeliveryPostedOverHttp_PageOpen_AppearsInThePeriodGrid()
    {
        var mette = await AtDeliveriesAsync("Mette Holm");
        await Expect(PeriodGrid(mette)).ToContainTextAsync(new Regex("ventes \\d+\\. "));
        await Expect(PeriodGrid(mette)).ToContainTextAsync(new Regex("mangler, skulle være kommet \\d+\\. "));
        await Expect(Tile(mette, "AMFORA", Current)).ToHaveCountAsync(0);
        await mette.Page.EvaluateAsync("() => { window.stillHere = true; }");

        await PostAsync(ADelivery().In(Koebenhavn).About(Current).With(SomeErrors(3)));
        await Expect(Tile(mette, "AMFORA", Current, "3 fejl, heraf 3 nye")).ToBeVisibleAsync();
        await PostAsync(ADelivery().In(Koebenhavn).About(Current).With(SomeErrors(1)));
        await Expect(Tile(mette, "AMFORA", Current, "1 fejl, heraf 0 nye")).ToBeVisibleAsync();
        await PostAsync(ADelivery().In(Koebenhavn).About(Current));
        await Expect(Tile(mette, "AMFORA", Current, "uden fejl")).ToBeVisibleAsync();
        Assert.True(await mette.Page.EvaluateAsync<bool>("() => window.stillHere === true"));
    }

    [Fact]
    public async Task ErrorsOfADelivery_FilteredByStateAndCode_AreThose_AndSoIsTheFile()
    {
        await PostAsync(ADelivery().In(Koebenhavn).Of(Raadighed).About(Current).With(
            AnError("A12", reference: "rettet"), AnError("B07", reference: "står")));
        await PostAsync(ADelivery().In(Koebenhavn).Of(Raadighed).About(Current).With(
            AnError("B07", reference: "står"), AnError("C03", reference: "ny"), AnError("C18", reference: "også ny")));
        var mette = await AtDeliveriesAsync("Mette Holm");
        await Tile(mette, "Rådighedsdata", Current).ClickAsync();
        await Expect(mette.Page.GetByRole(AriaRole.Heading, new() { Name = $"Rådighedsdata, {Month(Current)}" })).ToBeVisibleAsync();
        await AssertShownAsync("står", "ny", "også ny");
        foreach (var (choice, references) in new (string, string[])[]
        {
            ("Nye (2)", ["ny", "også ny"]), ("Ikke rettet siden sidst (1)", ["står"]), ("Rettet siden sidst (1)", ["rettet"]),
            ("Alle (3)", ["står", "ny", "også ny"]),
        })
        {
            await mette.Page.GetByText(choice, new() { Exact = true }).ClickAsync();
            await AssertShownAsync(references);
        }

        await mette.Page.GetByLabel("Fejlkode").SelectOptionAsync("C18");
        await AssertShownAsync("også ny");
        var file = await mette.Page.RunAndWaitForDownloadAsync(
            () => mette.Page.GetByRole(AriaRole.Link, new() { Name = "Hent som CSV" }).ClickAsync());
        Assert.Matches("^fejl-\\d+\\.csv$", file.SuggestedFilename);
        var lines = (await File.ReadAllLinesAsync(await file.PathAsync(), CancellationToken))[1..];
        Assert.Contains("\"også ny\"", Assert.Single(lines), StringComparison.Ordinal);
        await mette.Page.GetByLabel("Fejlkode").SelectOptionAsync("");
        await AssertShownAsync("står", "ny", "også ny");

        async Task AssertShownAsync(params string[] references)
        {
            await Expect(Rows(mette)).ToHaveCountAsync(references.Length);
            foreach (var (reference, i) in references.Select((r, i) => (r, i)))
                await Expect(Rows(mette).Nth(i).GetByRole(AriaRole.Cell).Nth(4)).ToHaveTextAsync(reference);
        }
    }

    [Fact]
    public async Task TwoThousandErrors_Shown_AreRenderedInParts()
    {
        const int many = 2000;
        await PostAsync(ADelivery().In(Aarhus).About(Current).With(SomeErrors(many)));
        var søren = await AtDeliveriesAsync("Søren Dahl");
        await Tile(søren, "AMFORA", Current).ClickAsync();
        await Expect(Table(søren)).ToHaveAttributeAsync("aria-rowcount", $"{many + 1}");
        await Expect(Reference(søren, 1)).ToBeVisibleAsync();
        Assert.InRange(await Rows(søren).CountAsync(), 10, 100);
        await Expect(Reference(søren, many)).ToHaveCountAsync(0);

        // Scroll until the end is visible: the virtualised list grows as its rows are measured.
        await søren.Page.WaitForFunctionAsync(
            "last => { const list = document.querySelector('.errors'); list.scrollTop = list.scrollHeight; return "
            + "list.textContent.includes(last); }", $"sag-{many}");
        await Expect(Reference(søren, many)).ToBeVisibleAsync();
        Assert.InRange(await Rows(søren).CountAsync(), 10, 100);
        await Expect(Reference(søren, 1)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ErrorClaimedAndExplained_ByOne_AppearsOnTheOthersPageAtOnce()
    {
        await GrantToAliAsync();
        await PostAsync(ADelivery().In(Koebenhavn).Of(Resultat).About(Current).With(SomeErrors(2)));
        var (mette, ali) = (await AtDeliveriesAsync("Mette Holm"), await AtDeliveriesAsync("Ali Khan"));
        foreach (var person in new[] { mette, ali })
        {
            await Tile(person, "Resultatdata", Current).ClickAsync();
            await Expect(person.Button("Jeg tager den: fejl 2")).ToBeVisibleAsync();
        }

        await mette.Button("Jeg tager den: fejl 2").ClickAsync();
        await Expect(Rows(ali).Nth(1)).ToContainTextAsync("Mette Holm");
        await Expect(ali.Button("Jeg tager den: fejl 2")).ToHaveCountAsync(0);
        await Expect(ali.Button("Frigiv fejl 2")).ToHaveCountAsync(0);

        await Expect(mette.Button("Frigiv fejl 2")).ToBeVisibleAsync();
        await mette.Button("Forklar fejl 2").ClickAsync();
        await mette.Page.GetByLabel("Hvad er der at sige om fejlen?").FillAsync("Borger 010190-1234 er flyttet");
        await mette.Page.Keyboard.PressAsync("Enter");
        await Expect(Rows(ali).Nth(1)).ToContainTextAsync("Borger ******-**** er flyttet");

        await mette.Button("Frigiv fejl 2").ClickAsync();
        await Expect(ali.Button("Jeg tager den: fejl 2")).ToBeVisibleAsync();
        await Expect(Rows(ali).First).Not.ToContainTextAsync("Mette Holm");
    }

    [Fact]
    public async Task PeriodGridAndErrors_ByKeyboardAlone_AndAccessibleOnEveryScreen()
    {
        var organisation = new OrganisationCode(169);
        await PostAsync(ADelivery().In(organisation).About(Current).With(
            [.. SomeErrors(40), AnError("B07", "En-meget-lang-tekst-uden-ophold-" + new string('x', 150), new string('r', 200))]));
        var karin = await AtDeliveriesAsync("Karin Friis", new() { ReducedMotion = ReducedMotion.Reduce });
        await AssertAccessibleAsync(karin, "picture");

        await karin.TabToAsync($"AMFORA, {Month(Current)}: 41 fejl, heraf 41 nye");
        await karin.Page.Keyboard.PressAsync("Enter");
        await Expect(karin.Page.GetByRole(AriaRole.Heading, new() { Name = $"AMFORA, {Month(Current)}" })).ToBeVisibleAsync();
        await Expect(karin.Button("Jeg tager den: fejl 1")).ToBeVisibleAsync();
        await AssertAccessibleAsync(karin, "delivery open");
        await karin.TabToAsync("Jeg tager den: fejl 1");
        await karin.Page.Keyboard.PressAsync("Enter");
        await Expect(karin.Button("Frigiv fejl 1")).ToBeFocusedAsync();
        await karin.TabToAsync("Forklar fejl 1");
        await karin.Page.Keyboard.PressAsync("Enter");
        await Expect(karin.Page.GetByLabel("Hvad er der at sige om fejlen?")).ToBeFocusedAsync();
        await AssertAccessibleAsync(karin, "explaining");
        await karin.Page.Keyboard.TypeAsync("Rettes i dag");
        await karin.Page.Keyboard.PressAsync("Enter");
        await Expect(Rows(karin).First).ToContainTextAsync("Rettes i dag");

        await AssertNoSidewaysScrollingAsync(karin, "delivery open");
        await karin.Page.SetViewportSizeAsync(360, 740);
        await AssertAccessibleAsync(karin, "phone, delivery open");
    }

    private async Task<BrowserUser> AtDeliveriesAsync(string persona, BrowserNewContextOptions? options = null)
    {
        var visitor = await NewUserAsync(options, persona);
        await visitor.SignInAsync();
        await visitor.GoLiveAsync(PortalUrls.Deliveries);
        return visitor;
    }

    private async Task PostAsync(ReportedDelivery delivery)
    {
        using var system = new ReportingSystem(Portal.Host);
        await system.StoredAsync(delivery);
    }

    private async Task GrantToAliAsync()
    {
        var (ali, birthe) = (Personas.All.Single(p => p.Name == "Ali Khan"), Personas.All.Single(p => p.Name == "Birthe Lund"));
        var granted = await Portal.Host.Services.GetRequiredService<RightsService>().GrantAsync(
            new(birthe.PersonId, birthe.Name, Koebenhavn, Role.LocalAdministrator), ali.PersonId, CancellationToken);
        Assert.Equal(RightsOutcome.Done, granted);
    }

    private static string Month(Period period) => period.FirstDay.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    private static ILocator PeriodGrid(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Table, new() { Name = "De seneste 12 perioder" });

    private static ILocator Tile(BrowserUser visitor, string type, Period period, string text = "") =>
        PeriodGrid(visitor).GetByRole(AriaRole.Button, new() { Name = $"{type}, {Month(period)}: {text}" });

    private static ILocator Table(BrowserUser visitor) => visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Fejl", Exact = true });

    private static ILocator Rows(BrowserUser visitor) => Table(visitor).Locator("tbody tr[aria-rowindex]");

    private static ILocator Reference(BrowserUser visitor, int position) =>
        Table(visitor).GetByText($"sag-{position}", new() { Exact = true });
}
