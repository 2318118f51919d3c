using Bunit;
using ContactPortal.Blazor.Imports;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Persons;
using Microsoft.AspNetCore.Components.Forms;

namespace ContactPortal.Tests.Imports;

/// <summary>Importér in Brugerkatalog, over a real directory (P7).</summary>
public sealed class PersonImportPanelTests : PersonComponentTest
{
    private const string Lines = "Navn;Email;RID\r\nNy Person;ny@aarhus.example;20000050\r\nDårlig;x;20000051\r\n";

    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task File_Chosen_ShowsThePlanAndOnlyTheButtonCarriesItOut()
    {
        var page = Render<PersonsPage>(p => p.AddCascadingValue(birthe));
        page.WaitForElement("table");
        await PressAsync(page, "Importér");
        var panel = page.FindComponent<PersonImportPanel>();
        Choose(panel, Lines);
        WaitForText(panel, "Plan for medarbejdere.csv");
        Assert.Contains("1 nye, 1 springes over", TextOf(panel), StringComparison.Ordinal);
        Assert.Contains("Skriv én e-mailadresse", TextOf(panel), StringComparison.Ordinal);
        Assert.Contains("Navn: Ny Person", TextOf(panel), StringComparison.Ordinal);
        Assert.Single(await People.AllAsync(birthe, CancellationToken));
        await PressAsync(panel, "Udfør planen");
        WaitForText(panel, "Planen er udført: 1 nye, 1 springes over.");
        Assert.DoesNotContain("Udfør planen", Buttons(panel));
        page.WaitForAssertion(() => Assert.Contains("ny@aarhus.example", page.Find("table").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_Closed_ReturnsTheFocusToTheButtonThatOpenedIt()
    {
        var page = Render<PersonsPage>(p => p.AddCascadingValue(birthe));
        page.WaitForElement("table");
        await PressAsync(page, "Importér");
        await PressAsync(page.FindComponent<PersonImportPanel>(), "Luk");
        page.WaitForAssertion(() => Assert.Empty(page.FindComponents<PersonImportPanel>()));
        page.WaitForAssertion(() => Assert.Equal(
            Button(page, "Importér").Id, JSInterop.Invocations["portal.focus"][^1].Arguments[0]));
    }

    [Fact]
    public void FileField_UntilTheBrowserListensForFiles_IsDisabled()
    {
        var focus = JSInterop.SetupVoid("portal.focus", _ => true);
        var panel = Panel();
        Assert.True(panel.Find("input[type=file]").HasAttribute("disabled"));
        focus.SetVoidResult();
        panel.WaitForAssertion(() => Assert.False(panel.Find("input[type=file]").HasAttribute("disabled")));
    }

    [Fact]
    public async Task WhoIsMissing_IsMarkedAsLeftOnlyWithTheNumber()
    {
        await AddAsync("Anna Holm", "20000001");
        await AddAsync("Bo Bak", "20000002");
        var panel = Panel();
        Choose(panel, "RID\n20000050\n");
        WaitForText(panel, "De 2 medarbejdere, der mangler i filen, er fratrådt");
        Assert.DoesNotContain("Udfør planen", Buttons(panel));
        await ChangeAsync(panel, "#import-mangler", ticked: true);
        WaitForText(panel, "2 fratræder");
        await InputAsync(panel, "#import-bekraeft", "3");
        await PressAsync(panel, "Udfør planen");
        WaitForText(panel, "Tallet passer ikke.");
        Assert.Equal(3, (await People.AllAsync(birthe, CancellationToken)).Count(p => !p.Values.HasLeft));
        await InputAsync(panel, "#import-bekraeft", " 2 ");
        await PressAsync(panel, "Udfør planen");
        WaitForText(panel, "Planen er udført: 2 fratræder");
        Assert.Equal("Birthe Lund", (await People.AllAsync(birthe, CancellationToken)).Single(p => !p.Values.HasLeft).Values.Name);
    }

    [Fact]
    public async Task DirectoryThatChanged_ShowsThePlanAnew()
    {
        var anna = await AddAsync("Anna Holm", "20000001");
        var panel = Panel();
        Choose(panel, "RID;Navn\n20000001;Anna Ny\n");
        WaitForText(panel, "1 ændres");
        await SavePersonAsync(birthe, PersonDraft.Of(anna).With(PersonField.Name, "Anna Holm Ny"));
        await PressAsync(panel, "Udfør planen");
        WaitForText(panel, "Brugerkataloget er ændret, siden planen blev lavet");
        WaitForText(panel, "Navn: fra Anna Holm Ny til Anna Ny");
        await PressAsync(panel, "Udfør planen");
        WaitForText(panel, "Planen er udført: 1 ændres");
        Assert.Equal(anna.Id, (await EntryAsync(birthe, "Anna Ny")).Id);
    }

    [Theory]
    [InlineData("", "Filen er tom.")]
    [InlineData("PK\u0003\u0004", "Filen er et regneark.")]
    [InlineData("\u0000\u0001", "Filen er ikke en tekstfil")]
    [InlineData("Hej\n", "Den skal have nogle af disse: Navn, Email, RID, UUID, Fratrådt, Id.")]
    [InlineData("Navn\nAnna\n", "Den skal have mindst én af disse: RID, UUID, Id.")]
    public void File_ThatIsNone_SaysSo(string content, string message)
    {
        var panel = Panel();
        Choose(panel, content);
        WaitForText(panel, message);
        Assert.DoesNotContain("Udfør planen", Buttons(panel));
    }

    [Fact]
    public async Task File_OfFiftyMegabytes_IsRefusedBeforeItIsRead()
    {
        var panel = Panel();
        var input = panel.FindComponent<InputFile>();
        await input.InvokeAsync(() => input.Instance.OnChange.InvokeAsync(new([new UnreadableFile(50 * 1024 * 1024)])));
        WaitForText(panel, "Filen er for stor. Den må højst fylde 10 MB.");
    }

    [Fact]
    public async Task AdministratorWhoIsNoLongerOne_IsRefused()
    {
        var panel = Panel(await AddActorAsync(APerson()) with { Role = Role.LocalAdministrator });
        Choose(panel, Lines);
        WaitForText(panel, "Du er ikke længere lokal brugeradministrator");
    }

    private static void Choose(IRenderedComponent<PersonImportPanel> panel, string content) =>
        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(content, "medarbejdere.csv"));

    private IRenderedComponent<PersonImportPanel> Panel(Actor? actor = null) =>
        Render<PersonImportPanel>(p => p.AddCascadingValue(actor ?? birthe));

    private Task<PersonEntry> AddAsync(string name, string rid) =>
        SavePersonAsync(birthe, new() { Typed = new() { Name = name, Email = $"{rid}@aarhus.example", Rid = rid } });

    /// <summary>A file that has a size and cannot be read.</summary>
    private sealed class UnreadableFile(long size) : IBrowserFile
    {
        public string Name => "film.csv";

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Size => size;

        public string ContentType => "text/csv";

        public Stream OpenReadStream(long maxAllowedSize, CancellationToken cancellationToken) =>
            throw new IOException("It was read.");
    }
}
