using System.Text.Json;
using Bunit;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Persons;

/// <summary>Brugerkatalog: the panel Person over a real directory, with what other administrators do meanwhile (P4, P5).</summary>
public sealed class PersonsPageTests : PersonComponentTest
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";

    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task Person_OpenedChangedAndSaved_IsStoredAndThePanelIsEmptyAgain()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        Assert.Equal(("Anna Holm", anna.Values.Email, "20000001"), (Value(page, "name"), Value(page, "email"), Value(page, "rid")));
        Assert.Contains("Du redigerer Anna Holm.", TextOf(page), StringComparison.Ordinal);
        Assert.Contains("Anna Holm", page.Find(".row-edited").TextContent, StringComparison.Ordinal);
        await TypeAsync(page, "email", "anna.ny@aarhus.example");
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Holm.");
        Assert.Equal("anna.ny@aarhus.example", (await EntryAsync(birthe, "Anna Holm")).Values.Email);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".row-edited")));
        Assert.Equal("", Value(page, "name"));
        WaitForText(page, "anna.ny@aarhus.example");
    }

    [Fact]
    public async Task NewPerson_Saved_IsInTheListAndMayBeUndone()
    {
        var page = Page();
        await TypeAsync(page, "name", "Ny Medarbejder");
        await TypeAsync(page, "email", "ny@aarhus.example");
        await TypeAsync(page, "professionaluuid", $"urn:uuid:{Uuid.ToUpperInvariant()}");
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Ny Medarbejder er oprettet i brugerkataloget.");
        page.WaitForAssertion(() => Assert.Contains("Rediger Ny Medarbejder", Buttons(page)));
        Assert.Equal(Uuid, (await EntryAsync(birthe, "Ny Medarbejder")).Values.ProfessionalUuid);
        await PressAsync(page, "Fortryd");
        WaitForText(page, "Fortrudt: Ny Medarbejder er igen som før ændringen.");
        Assert.NotNull((await EntryAsync(birthe, "Ny Medarbejder")).LeftAt);
    }

    [Fact]
    public async Task Change_Undone_IsAsBefore()
    {
        await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Ny");
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Ny.");
        await PressAsync(page, "Fortryd");
        WaitForText(page, "Fortrudt: Anna Holm er igen som før ændringen.");
        page.WaitForAssertion(() => Assert.Contains("Rediger Anna Holm", Buttons(page)));
        await EntryAsync(birthe, "Anna Holm");
    }

    [Fact]
    public async Task Undo_AfterAnotherChangedTheSameField_IsRefusedAndLeadsToThePerson()
    {
        await AddAsync("Anna Holm", "20000001");
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Ny");
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Ny.");
        await SavePersonAsync(bo, PersonDraft.Of(await EntryAsync(bo, "Anna Ny")).With(PersonField.Name, "Anna Bos"));
        await PressAsync(page, "Fortryd");
        WaitForText(page, "En anden har siden ændret de samme felter for Anna Bos. Intet er fortrudt.");
        await PressAsync(page, "Se Anna Bos");
        page.WaitForAssertion(() => Assert.Equal("Anna Bos", Value(page, "name")));
    }

    [Fact]
    public async Task Person_Cancelled_IsUnchangedAndThePanelIsEmpty()
    {
        await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await PressAsync(page, "Annuller");
        page.WaitForAssertion(() => Assert.Equal("", Value(page, "name")));
        await EntryAsync(birthe, "Anna Holm");
        Assert.Empty(page.FindAll(".row-edited"));
    }

    [Theory]
    [InlineData("name", "", "Skriv medarbejderens navn.")]
    [InlineData("name", "101", "Et navn kan være på højst 100 tegn.")]
    [InlineData(
        "name", "Anna\u202eHolm",
        "Navnet indeholder et tegn, der ikke kan ses eller sendes i en mail: et tegn, der ændrer skriveretningen (U+202E) efter ”Anna”. "
        + "Slet tegnet, eller skriv navnet igen.")]
    [InlineData("email", "", "Skriv medarbejderens e-mailadresse.")]
    [InlineData("email", "255", "En e-mailadresse kan være på højst 254 tegn.")]
    [InlineData("email", "anna", "Skriv én e-mailadresse, fx navn@kommune.dk.")]
    [InlineData("rid", "1234567", "Et RID er 8-20 cifre uden bogstaver eller tegn.")]
    [InlineData("rid", "40000002", "Zita Har har dette RID. Et RID kan kun tilhøre én medarbejder.")]
    [InlineData("professionaluuid", "7f3a", $"Et UUID består af 32 tegn (0-9 og a-f), fx {Uuid}.")]
    [InlineData("professionaluuid", Uuid, "Zita Har har dette UUID. Et UUID kan kun tilhøre én medarbejder.")]
    public async Task Error_OfAField_StandsAtTheFieldAndInTheSummaryUntilItIsTypedIn(string field, string typed, string message)
    {
        await AddAsync("Anna Holm", "20000001");
        await AddAsync("Zita Har", "40000002", Uuid);
        typed = typed switch
        {
            "101" => new('x', 101),
            "255" => new string('x', 244) + "@kommune.dk",
            _ => typed,
        };
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, field, typed);
        await SubmitAsync(page);
        var summary = page.WaitForElement("[role=alert]");
        Assert.Contains("Medarbejderen er ikke gemt. Ret først:", summary.TextContent, StringComparison.Ordinal);
        var link = Assert.Single(summary.QuerySelectorAll("a"));
        Assert.Equal((message, $".{PortalUrls.Persons}#person-{field}"), (link.TextContent, link.GetAttribute("href")));
        var input = page.Find($"#person-{field}");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(message, page.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
        Assert.Equal(typed, Value(page, field));
        Assert.Single(page.FindAll("[aria-invalid]"));
        await TypeAsync(page, field, "12345678");
        Assert.Empty(page.FindAll("[aria-invalid]"));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task NewPersonWithNothing_Saved_HasAMessageForEachFieldThatIsNeeded()
    {
        var page = Page();
        await SubmitAsync(page);
        Assert.Equal(
            ["Skriv medarbejderens navn.", "Skriv medarbejderens e-mailadresse.",
                "Skriv et RID eller et UUID, så medarbejderens login kan genkendes."],
            page.WaitForElement("[role=alert]").QuerySelectorAll("a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task RidOfSomebodyWhoHasLeft_Changed_IsRefused()
    {
        await MarkLeftAsync(await AddAsync("Lars Laursen", "20000001"));
        var page = Page();
        await ChangeAsync(page, "[role=switch]", true);
        await OpenAsync(page, "Lars Laursen");
        Assert.True(page.Find("#person-hasleft").HasAttribute("checked"));
        await TypeAsync(page, "rid", "20000009");
        await SubmitAsync(page);
        Assert.Equal(
            "RID og UUID kan ikke ændres for en fratrådt medarbejder. Fjern først fluebenet ved Fratrådt.",
            page.WaitForElement("#person-rid-error").TextContent);
    }

    [Fact]
    public async Task Person_MarkedAsLeftAndTakenBack_SaysSoEachTime()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var page = Page();
        Assert.Empty(page.FindAll("#person-hasleft"));
        await OpenAsync(page, "Anna Holm");
        await ChangeAsync(page, "#person-hasleft", true);
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Holm er fratrådt og er logget ud.");
        page.WaitForAssertion(() => Assert.DoesNotContain("Rediger Anna Holm", Buttons(page)));
        Assert.Null(await People.ActorAsync(anna.Id, Aarhus, CancellationToken));
        await ChangeAsync(page, "[role=switch]", true);
        await OpenAsync(page, "Anna Holm");
        await ChangeAsync(page, "#person-hasleft", false);
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Holm er tilbage og kan logge ind igen.");
        Assert.NotNull(await People.ActorAsync(anna.Id, Aarhus, CancellationToken));
    }

    [Fact]
    public async Task UnsavedChanges_AnotherPersonChosen_AreAskedAboutFirst()
    {
        await AddAsync("Anna Holm", "20000001");
        await AddAsync("Bent Juul", "20000002");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await PressAsync(page, "Rediger Bent Juul");
        page.WaitForElement("[role=alertdialog]");
        await PressAsync(page, "Fortsæt redigering");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alertdialog]")));
        Assert.Equal("Anna Halvt", Value(page, "name"));
        await PressAsync(page, "Rediger Bent Juul");
        page.WaitForElement("[role=alertdialog]");
        await PressAsync(page, "Kassér og gå videre");
        page.WaitForAssertion(() => Assert.Equal("Bent Juul", Value(page, "name")));
        await EntryAsync(birthe, "Anna Holm");
    }

    [Fact]
    public async Task UnsavedChanges_PageLeft_AreAskedAboutFirstAndThenForgotten()
    {
        await AddAsync("Anna Holm", "20000001");
        var navigation = Services.GetRequiredService<NavigationManager>();
        var page = Page();
        var before = navigation.Uri;
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await page.InvokeAsync(() => navigation.NavigateTo(PortalUrls.Contacts));
        page.WaitForElement("[role=alertdialog]");
        Assert.Equal(before, navigation.Uri);
        await PressAsync(page, "Kassér og gå videre");
        page.WaitForAssertion(() => Assert.EndsWith(PortalUrls.Contacts, navigation.Uri, StringComparison.Ordinal));
        JSInterop.VerifyInvoke("portal.forgetDraft");
    }

    [Fact]
    public async Task UnsavedChanges_InThePage_AreWhatTheBrowserKeeps()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        var form = page.Find("form[data-draft]");
        Assert.Equal(
            ($"{birthe.PersonId:N}:751:persons", $"{anna.Id}", $"{anna.Version}"),
            (form.GetAttribute("data-draft"), form.GetAttribute("data-contact"), form.GetAttribute("data-version")));
        Assert.True(Guid.TryParse(form.GetAttribute("data-save"), out _));
        Assert.Equal("Anna Holm", JsonSerializer.Deserialize<Dictionary<string, string>>(form.GetAttribute("data-seen")!)!["Name"]);
        Assert.Equal(
            ["Name", "Email", "Rid", "ProfessionalUuid", "HasLeft"],
            page.FindAll("form [data-field]").Select(f => f.GetAttribute("data-field")));
    }

    [Fact]
    public async Task DraftThatTheBrowserKept_Opened_IsRestoredWithWhatAnotherSavedSince()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        Keep(anna, anna.Values with { Name = "Anna Halvt" });
        await SavePersonAsync(birthe, PersonDraft.Of(anna).With(PersonField.Email, "anna.ny@aarhus.example"));
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal("Anna Halvt", Value(page, "name")));
        Assert.Equal("anna.ny@aarhus.example", Value(page, "email"));
        Assert.Contains("Din kladde er hentet frem igen. Den er ikke gemt endnu.", TextOf(page), StringComparison.Ordinal);
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Halvt.");
        Assert.Equal("anna.ny@aarhus.example", (await EntryAsync(birthe, "Anna Halvt")).Values.Email);
    }

    [Fact]
    public async Task DraftThatTheBrowserKept_AnotherSavedTheSameField_IsAConflict()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        Keep(anna, anna.Values with { Name = "Anna Min" });
        await SavePersonAsync(birthe, PersonDraft.Of(anna).With(PersonField.Name, "Anna Deres"));
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal("Anna Min", Value(page, "name")));
        WaitForText(page, "En anden brugeradministrator har i mellemtiden gemt: Anna Deres");
    }

    [Fact]
    public async Task DraftOfNothingNewOrOfSomebodyElsewhere_Kept_IsNotRestored()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        Keep(anna with { Id = Guid.NewGuid() }, anna.Values with { Name = "Anna Halvt" });
        var page = Page();
        page.WaitForAssertion(() => JSInterop.VerifyInvoke("portal.draft"));
        Assert.Equal("", Value(page, "name"));
        Assert.DoesNotContain("Din kladde", TextOf(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Brug den andens værdi", "Anna Bos")]
    [InlineData("Behold det, jeg har skrevet", "Anna Min")]
    public async Task TwoAdministrators_ChangeTheSameField_TheSecondDecides(string decision, string saved)
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Min");
        await SavePersonAsync(bo, PersonDraft.Of(anna).With(PersonField.Name, "Anna Bos"));
        WaitForText(page, "En anden brugeradministrator har i mellemtiden gemt: Anna Bos");
        Assert.Equal("Anna Min", Value(page, "name"));

        // Not saved before the conflict is decided.
        await SubmitAsync(page);
        WaitForText(page, "En anden har i mellemtiden gemt noget andet i de samme felter.");
        await EntryAsync(bo, "Anna Bos");

        await PressAsync(page, decision);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".conflict")));
        Assert.Equal(saved, Value(page, "name"));
        await TypeAsync(page, "email", "anna.ny@aarhus.example");
        await SubmitAsync(page);
        WaitForText(page, $"Gemt: {saved}.");
        Assert.Equal("anna.ny@aarhus.example", (await EntryAsync(bo, saved)).Values.Email);
    }

    [Fact]
    public async Task AnotherAdministrator_SavesAnotherField_FlowsInAndTheTypedTextStays()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await SavePersonAsync(bo, PersonDraft.Of(anna).With(PersonField.Email, "anna.bos@aarhus.example"));
        page.WaitForAssertion(() => Assert.Equal("anna.bos@aarhus.example", Value(page, "email")));
        Assert.Equal("Anna Halvt", Value(page, "name"));
        WaitForText(page, "En anden brugeradministrator har i mellemtiden ændret Email.");
        await SubmitAsync(page);
        WaitForText(page, "Gemt: Anna Halvt.");
    }

    [Fact]
    public async Task AnotherAdministrator_AddsAPerson_IsInTheListAtOnce()
    {
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        await SavePersonAsync(bo, new() { Typed = new() { Name = "Ny Kollega", Email = "ny@aarhus.example", Rid = "20000007" } });
        page.WaitForAssertion(() => Assert.Contains("Rediger Ny Kollega", Buttons(page)));
    }

    [Fact]
    public async Task AnotherAdministrator_ChangesAPerson_TheRowIsMarkedAndAnnounced()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        await AddAsync("Bent Juul", "20000002");
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        Assert.Empty(page.FindAll(".row-changed"));
        await SavePersonAsync(bo, PersonDraft.Of(anna).With(PersonField.Email, "anna.ny@aarhus.example"));
        page.WaitForAssertion(() => Assert.Contains(
            "Ændret af Bo Friis", page.Find(".row-changed").TextContent, StringComparison.Ordinal));
        Assert.Contains("Anna Holm", Assert.Single(page.FindAll(".row-changed")).TextContent, StringComparison.Ordinal);
        Assert.Equal("Bo Friis har ændret Anna Holm: Email.", page.Find("p[role=status].news").TextContent);

        await SavePersonAsync(bo, PersonDraft.Of(await EntryAsync(bo, "Anna Holm")).With(PersonField.HasLeft, ticked: true));
        WaitForText(page, "Bo Friis har markeret Anna Holm som fratrådt.");
        await SavePersonAsync(birthe, PersonDraft.Of(await EntryAsync(bo, "Bent Juul")).With(PersonField.Name, "Bent Ny"));
        page.WaitForAssertion(() => Assert.Contains("Ændret af dig", page.Find(".row-changed").TextContent, StringComparison.Ordinal));
        Assert.Equal("Bo Friis har markeret Anna Holm som fratrådt.", page.Find("p[role=status].news").TextContent);
    }

    [Fact]
    public async Task TwoAdministrators_OpenThePerson_EachSeesTheOther()
    {
        JSInterop.Setup<bool>("portal.alive", _ => true).SetResult(true);
        await AddAsync("Anna Holm", "20000001");
        var bo = await AddAdministratorAsync("Bo Friis");
        var (page, others) = (Page(), Page(bo));
        await OpenAsync(page, "Anna Holm");
        others.WaitForAssertion(() => Assert.Contains(
            "Birthe Lund redigerer", others.Find(".editor").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".editor"));
        await OpenAsync(others, "Anna Holm");
        WaitForText(page, "Bo Friis redigerer også denne medarbejder lige nu. I kan begge gemme; ingen overskriver den andens ændringer uden at få det at vide.");
        WaitForText(others, "Birthe Lund redigerer også denne medarbejder lige nu.");
        await PressAsync(page, "Annuller");
        others.WaitForAssertion(() => Assert.Empty(others.FindAll(".editor")));
    }

    [Fact]
    public async Task Person_OpenedFromTheList_ShowsTheHistoryAndItsNewEntries()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await PressAsync(page, "Historik");
        WaitForText(page, "Historik for Anna Holm");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".history tbody tr")));
        Assert.Contains("Birthe Lund", page.Find(".history tbody").TextContent, StringComparison.Ordinal);
        await SavePersonAsync(birthe, PersonDraft.Of(anna).With(PersonField.HasLeft, ticked: true));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".history tbody tr").Count));
        Assert.Contains("Fratrådt", page.Find(".history tbody tr").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "Historik");
        Assert.Empty(page.FindAll(".history"));
    }

    [Fact]
    public async Task HistoryThatCanNotBeRead_Opened_SaysSoAndTheTypedTextStays()
    {
        await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await RemoveTableAsync("History");
        await PressAsync(page, "Historik");
        WaitForText(page, "Historikken kunne ikke hentes. Prøv igen om et øjeblik.");
        Assert.Equal("Anna Halvt", Value(page, "name"));
    }

    [Fact]
    public async Task DatabaseThatFails_AtTheSave_SaysSoAndTheTypedTextStays()
    {
        await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await TypeAsync(page, "name", "Anna Halvt");
        await RemoveTableAsync("History");
        await SubmitAsync(page);
        WaitForText(page, "Der skete en fejl, og medarbejderen er ikke gemt. Det, du har skrevet, er her stadig.");
        Assert.Equal("Anna Halvt", Value(page, "name"));
    }

    [Fact]
    public async Task Staff_AtThePage_ReadWhoTheAdministratorsAreAndNothingElse()
    {
        await AddAsync("Anna Holm", "20000001");
        var page = Page(await AddActorAsync(APerson().Named("Mette Holm")));
        Assert.Contains("Siden er for lokale brugeradministratorer i Aarhus. Det er: Birthe Lund.", TextOf(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, table"));
    }

    [Fact]
    public async Task AgencyAtThePageOfAMunicipality_ReadsNothingOfIt()
    {
        var page = Page(await AddAgencyPersonAsync());
        Assert.Empty(page.FindAll("button, input, table"));
    }

    [Fact]
    public async Task Administrator_DismissedByAnother_LosesTheOpenPage()
    {
        await AddAsync("Anna Holm", "20000001");
        var bo = await AddAdministratorAsync("Bo Friis");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        Assert.Equal(RightsOutcome.Done, await Rights.DismissAsync(bo, birthe.PersonId, CancellationToken));
        WaitForText(page, "Siden er for lokale brugeradministratorer i Aarhus. Det er: Bo Friis.");
        Assert.Empty(page.FindAll("button, input, table"));
        Assert.DoesNotContain("Anna Holm", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_AppointsAndDismissesByChoosing_SaysSoAndTheNoticeOfTheOnlyOneComesAndGoes()
    {
        const string only = "Birthe Lund er kommunens eneste lokale brugeradministrator.";
        await AddAsync("Anna Holm", "20000001");
        var page = Page();
        Assert.Contains(only, TextOf(page), StringComparison.Ordinal);
        await OpenAsync(page, "Anna Holm");
        await PressAsync(page, "Gør Anna Holm til brugeradministrator");
        WaitForText(page, "Anna Holm er nu lokal brugeradministrator.");
        page.WaitForAssertion(() => Assert.DoesNotContain(only, TextOf(page), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Fratag rollen: Anna Holm", Buttons(page)));
        Assert.True((await EntryAsync(birthe, "Anna Holm")).IsLocalAdministrator);
        await PressAsync(page, "Fratag rollen: Anna Holm");
        WaitForText(page, "Anna Holm er ikke længere lokal brugeradministrator.");
        WaitForText(page, only);
        Assert.False((await EntryAsync(birthe, "Anna Holm")).IsLocalAdministrator);
    }

    [Fact]
    public async Task LastAdministrator_Dismissed_IsRefused()
    {
        var page = Page();
        await OpenAsync(page, "Birthe Lund");
        await PressAsync(page, "Fratag rollen: Birthe Lund");
        WaitForText(page, "Birthe Lund er den sidste lokale brugeradministrator. Udnævn en anden først.");
        Assert.Single(page.FindAll(".notice-warning"), n => n.TextContent.Contains("er den sidste", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PersonWhoHasLeft_Opened_HasNoButtonForTheRole()
    {
        await MarkLeftAsync(await AddAsync("Lars Laursen", "20000001"));
        var page = Page();
        await ChangeAsync(page, "[role=switch]", true);
        await OpenAsync(page, "Lars Laursen");
        Assert.DoesNotContain(Buttons(page), b => b.Contains("brugeradministrator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_SavedInVain_DoesNotStandInTheHistory()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var page = Page();
        await OpenAsync(page, "Anna Holm");
        await SubmitAsync(page);
        WaitForText(page, "Der var ingen ændringer at gemme i Anna Holm.");
        Assert.DoesNotContain("Fortryd", Buttons(page));
        Assert.Equal(anna.Version, (await EntryAsync(birthe, "Anna Holm")).Version);
    }

    private RightsService Rights => Services.GetRequiredService<RightsService>();

    private static string? Value(IRenderedComponent<PersonsPage> page, string field) => page.Find($"#person-{field}").GetAttribute("value");

    private static Task TypeAsync(IRenderedComponent<PersonsPage> page, string field, string text) =>
        InputAsync(page, $"#person-{field}", text);

    private static Task SubmitAsync(IRenderedComponent<PersonsPage> page) => SubmitAsync(page, "form[data-draft]");

    private static async Task OpenAsync(IRenderedComponent<PersonsPage> page, string name)
    {
        await PressAsync(page, $"Rediger {name}");
        page.WaitForAssertion(() => Assert.Equal(name, Value(page, "name")));
    }

    private IRenderedComponent<PersonsPage> Page(Actor? actor = null)
    {
        var page = Render<PersonsPage>(p => p.AddCascadingValue(actor ?? birthe));
        page.WaitForElement(".notice, table");
        return page;
    }

    private Task<PersonEntry> AddAsync(string name, string rid, string uuid = "") => SavePersonAsync(
        birthe, new() { Typed = new() { Name = name, Email = $"{rid}@aarhus.example", Rid = rid, ProfessionalUuid = uuid } });

    private Task<PersonEntry> MarkLeftAsync(PersonEntry person) =>
        SavePersonAsync(birthe, PersonDraft.Of(person).With(PersonField.HasLeft, ticked: true));

    /// <summary>Lets the browser have kept a draft of the person.</summary>
    private void Keep(PersonEntry person, PersonValues typed)
    {
        var kept = new StoredDraft(person.Id, person.Version, Guid.NewGuid(), Fields(person.Values), Fields(typed));
        JSInterop.Setup<string?>("portal.draft", _ => true).SetResult(JsonSerializer.Serialize(kept, StoredDraftJson.Default.StoredDraft));

        static Dictionary<string, string> Fields(PersonValues values) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values))!;
    }
}
