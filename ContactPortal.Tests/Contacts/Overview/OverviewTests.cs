using System.Globalization;
using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Contacts;

public sealed class OverviewTests : ComponentTest
{
    private static readonly Actor Mette = AnActor();

    [Fact]
    public async Task Names_WithDanishLetters_StandInDanishOrder()
    {
        string[] names = ["Anna", "Øjvind", "Zita", "Åge", "Ærlig", "anders", "Aabo"];
        foreach (var name in names)
            await AddAsync(AContact().HeldBy(APerson().Named(name)));
        Assert.Equal(["anders", "Anna", "Zita", "Ærlig", "Øjvind", "Aabo", "Åge"], Names(Overview()));
    }

    [Fact]
    public async Task Change_ByAnother_MarksItsRowAloneNamesWhoAndIsAnnounced()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        await AddAsync(AContact().HeldBy(APerson().Named("Bo")));
        var overview = Overview();
        Assert.Empty(overview.FindAll(".row-changed"));
        await SaveAsync(AnActor().Named("Ali Khan"), ContactDraft.Of(anna).With(ContactField.Email, "ny@kommune.example"));
        overview.WaitForAssertion(
            () => Assert.Contains("Ændret af Ali Khan", overview.Find(".row-changed").TextContent, StringComparison.Ordinal));
        Assert.Single(overview.FindAll(".row-changed"));
        Assert.Equal("Ali Khan har ændret Anna: Email.", overview.Find(".overview-news").TextContent.Trim());
    }

    [Fact]
    public async Task Change_ByOneself_IsMarkedAsTheOwnAndNotAnnounced()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        var overview = Overview();
        await SaveAsync(Mette, ContactDraft.Of(anna).With(ContactField.Email, "ny@kommune.example"));
        overview.WaitForAssertion(
            () => Assert.Contains("Ændret af dig", overview.Find(".row-changed").TextContent, StringComparison.Ordinal));
        Assert.Equal("", overview.Find(".overview-news").TextContent.Trim());
    }

    [Fact]
    public async Task Change_CausedOnADanishScreen_IsRenderedInTheViewersLanguage()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.English, Languages.English);
        var overview = Overview();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.Danish, Languages.Danish);
        await SaveAsync(AnActor().Named("Ali Khan"), ContactDraft.Of(anna).With(ContactField.Email, "ny@kommune.example"));
        overview.WaitForAssertion(
            () => Assert.Contains("Changed by Ali Khan", overview.Find(".row-changed").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnchangedSnapshot_PageRenderedAgain_DoesNotRenderTheOverview()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        var overview = Overview();

        // A snapshot is rendered once: further notifications of the same version change nothing.
        anna = await ShownAsync("Anna 1");
        var (edited, tab, renders) = (overview.Instance.Edited, overview.Instance.Tab, overview.RenderCount);
        overview.Render(p => p.Add(o => o.Edited, edited).Add(o => o.Tab, tab));
        Assert.Equal(renders, overview.RenderCount);
        await Snapshots.RefreshStaleAsync(CancellationToken);
        await ShownAsync("Anna 2");
        Assert.Equal(renders + 1, overview.RenderCount);

        async Task<ContactView> ShownAsync(string name)
        {
            var saved = await SaveAsync(AnActor(), ContactDraft.Of(anna).With(ContactField.Name, name));
            overview.WaitForAssertion(() => Assert.Equal([name], Names(overview)));
            return saved;
        }
    }

    [Fact]
    public async Task Change_OfTheNameThatRowsAreSortedBy_MovesTheRow()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        await AddAsync(AContact().HeldBy(APerson().Named("Bo")));
        var overview = Overview();
        await overview.Find(".head-name").ClickAsync();
        await overview.Find(".head-name").ClickAsync();
        Assert.Equal(["Bo", "Anna"], Names(overview));
        await SaveAsync(AnActor(), ContactDraft.Of(anna).With(ContactField.Name, "Cecilie"));
        overview.WaitForAssertion(() => Assert.Equal(["Cecilie", "Bo"], Names(overview)));
    }

    [Fact]
    public async Task MunicipalityOfManyContacts_BeforeTheBrowserHasMeasured_ShowsTheFirstOfThem()
    {
        string[] names = [.. Enumerable.Range(0, 120).Select(i => $"Anna {i:000}")];
        foreach (var name in names)
            await AddAsync(AContact().HeldBy(APerson().Named(name)));
        Assert.Equal(names.Take(40), Names(Overview()).Take(40));
    }

    [Fact]
    public async Task MunicipalityWithoutContacts_FirstIsMadeByAnother_ShowsItsRow()
    {
        var overview = Overview();
        await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        overview.WaitForAssertion(() => Assert.Equal(["Anna"], Names(overview)));
        Assert.Empty(overview.FindAll(".overview-empty"));
    }

    [Fact]
    public async Task ContactThatIsEdited_TurnedTo_HasItsRowMarkedUntilItIsLeft()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        await AddAsync(AContact().HeldBy(APerson().Named("Bo")));
        var overview = Overview();
        overview.Render(p => p.Add(o => o.Edited, anna.Id));
        Assert.Contains("Anna", Assert.Single(overview.FindAll(".row-edited")).TextContent, StringComparison.Ordinal);
        overview.Render(p => p.Add(o => o.Edited, null));
        Assert.Empty(overview.FindAll(".row-edited"));
    }

    [Fact]
    public async Task ContactWhosePersonLeavesAndReturns_WithThePageOpen_IsMarkedUntilThen()
    {
        Person birthe = APerson().LocalAdministrator();
        await People.ImportAsync(Aarhus, [birthe], CancellationToken);
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        await AddAsync(AContact().HeldBy(APerson().Named("Bo")));
        var administrator = (await People.ActorAsync(birthe.Id, Aarhus, CancellationToken))!;
        var persons = Services.GetRequiredService<PersonService>();
        var overview = Overview();
        Assert.Empty(Marked());
        await persons.MarkLeftAsync(administrator, anna.PersonId, CancellationToken);
        overview.WaitForAssertion(() => Assert.Contains("Anna", Assert.Single(Marked()), StringComparison.Ordinal));
        await persons.MarkReturnedAsync(administrator, anna.PersonId, CancellationToken);
        overview.WaitForAssertion(() => Assert.Empty(Marked()));

        IEnumerable<string> Marked() =>
            overview.FindAll("tbody tr").Select(r => r.TextContent).Where(t => t.Contains("er fratrådt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agency_Looks_MayShowButNeitherEditNorCreate()
    {
        await AddAsync(AContact().HeldBy(APerson().Named("Anna")));
        var overview = Overview(AnActor().As(Role.Agency));
        Assert.Equal(["Vis Anna"], overview.FindAll("[data-row]").Select(b => b.GetAttribute("aria-label")));
        Assert.DoesNotContain(overview.FindAll("button"), b => b.TextContent == "Ny kontakt");
    }

    [Fact]
    public void MunicipalityWithoutContacts_Opened_SaysHowToBegin() =>
        Assert.Contains("Aarhus har endnu ingen kontakter. Skriv et RID under Valg", Overview().Markup, StringComparison.Ordinal);

    private static IEnumerable<string> Names(IRenderedComponent<Overview> overview) => overview.FindAll(".name").Select(n => n.TextContent);

    private IRenderedComponent<Overview> Overview(Actor? actor = null)
    {
        var overview = Render<Overview>(p => p.AddCascadingValue(actor ?? Mette).Add(o => o.Edited, null).Add(o => o.Tab, Guid.NewGuid()));
        overview.WaitForElement("table");
        return overview;
    }
}
