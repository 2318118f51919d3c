using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Persons;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Contacts;

/// <summary>The field RID as a combobox: who does not know the RID finds the person by name or e-mail address (K10).</summary>
public sealed class PersonChoiceTests : PersonComponentTest
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";

    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task PartOfAName_Typed_ListsThePersonsByTheWaiAriaPattern()
    {
        await AddPersonAsync("Søren Gård", rid: "77000001");
        await AddAsync(AContact().HeldBy(APerson().Named("Sørine Dam").WithRid("77000002")));
        await MarkLeftAsync(await AddPersonAsync("Sofie Væk", rid: "77000003"));
        var panel = await PanelAsync();
        var field = panel.Find("#felt-rid");
        Assert.Equal(
            ("combobox", "list", "listbox", "felt-rid-liste", "false", null),
            (field.GetAttribute("role"), field.GetAttribute("aria-autocomplete"), field.GetAttribute("aria-haspopup"),
                field.GetAttribute("aria-controls"), field.GetAttribute("aria-expanded"), field.GetAttribute("aria-activedescendant")));
        await TypeAsync(panel, "so");
        panel.WaitForAssertion(() => Assert.Equal("true", panel.Find("#felt-rid").GetAttribute("aria-expanded")));
        Assert.Equal(
            ["Søren Gård 77000001", "Sørine Dam er kontakt 77000002", "Sofie Væk fratrådt"],
            panel.FindAll("#felt-rid-liste > [role=option]").Select(o => string.Join(
                ' ', o.QuerySelectorAll(".name, .mark, .rid").Select(part => part.TextContent)).Trim()));
        Assert.Equal(["", "", "true"], panel.FindAll("[role=option]").Select(o => o.GetAttribute("aria-disabled") ?? ""));
        Assert.Equal("3 medarbejdere passer.", Count(panel));

        await PressKeyAsync(panel, "ArrowDown");
        await PressKeyAsync(panel, "ArrowDown");
        var active = panel.Find("[role=option][aria-selected=true]");
        Assert.Contains("Sørine", active.TextContent, StringComparison.Ordinal);
        Assert.Equal(active.Id, panel.Find("#felt-rid").GetAttribute("aria-activedescendant"));
        await PressKeyAsync(panel, "ArrowDown");
        Assert.Equal("Sofie Væk er fratrådt og kan ikke vælges.", Count(panel));
        await PressKeyAsync(panel, "Enter");
        Assert.Equal("so", Value(panel, "rid"));
        await PressKeyAsync(panel, "Escape");
        Assert.Empty(panel.FindAll("[role=listbox]"));
        Assert.Equal(("so", "false"), (Value(panel, "rid"), panel.Find("#felt-rid").GetAttribute("aria-expanded")));
    }

    [Fact]
    public async Task PersonChosen_ByEnter_FillsInRidNameAndEmailAndIsSaved()
    {
        await AddPersonAsync("Søren Gård", rid: "77000001");
        var panel = await PanelAsync();
        await TypeAsync(panel, "gaard");
        panel.WaitForElement("[role=option]");
        await PressKeyAsync(panel, "ArrowDown");
        await PressKeyAsync(panel, "Enter");
        panel.WaitForAssertion(() => Assert.Equal("Søren Gård", Value(panel, "name")));
        Assert.Equal(("77000001", "77000001@aarhus.example"), (Value(panel, "rid"), Value(panel, "email")));
        Assert.Equal("Søren Gård er valgt.", Count(panel));
        Assert.Empty(panel.FindAll("[role=listbox]"));
        await SubmitAsync(panel, "form");
        WaitForText(panel, "Gemt: Søren Gård er oprettet som kontakt.");
    }

    [Fact]
    public async Task PersonWithoutRid_ChosenByClick_IsSavedByTheUuid()
    {
        var person = await AddPersonAsync("Zita Holm", uuid: Uuid);
        var panel = await PanelAsync();
        await TypeAsync(panel, "zita");
        panel.WaitForElement("[role=option]");
        await panel.InvokeAsync(() => panel.Find("[role=option]").Click());
        panel.WaitForAssertion(() => Assert.Equal((Uuid, "Zita Holm"), (Value(panel, "rid"), Value(panel, "name"))));
        await SubmitAsync(panel, "form");
        WaitForText(panel, "Gemt: Zita Holm er oprettet som kontakt.");
        var stored = await Services.GetRequiredService<ISnapshotLoader>().LoadAsync(Aarhus, CancellationToken);
        Assert.Equal(person.Id, Assert.Single(stored.Active).PersonId);
    }

    [Fact]
    public async Task ContactOfAPersonWhoHasLeft_HandedOver_IsGivenToTheColleagueWhoIsChosen()
    {
        var lars = await AddPersonAsync("Lars Laursen", rid: "77000001");
        await AddPersonAsync("Søren Gård", rid: "77000002");
        var values = new ContactValues { Rid = "77000001", Name = "Lars Laursen", Email = "l@aarhus.example" };
        var contact = await SaveAsync(birthe, new() { Typed = values with { Responsibilities = [Amfora] } });
        await MarkLeftAsync(lars);
        var panel = await PanelAsync();
        await panel.InvokeAsync(() => panel.Instance.HandOverAsync(contact));
        await TypeAsync(panel, "soer");
        panel.WaitForElement("[role=option]");
        await PressKeyAsync(panel, "Enter");
        panel.WaitForAssertion(() => Assert.Equal(("77000002", "Søren Gård"), (Value(panel, "rid"), Value(panel, "name"))));
        await SubmitAsync(panel, "form");
        WaitForText(panel, "Gemt: Søren Gård.");
    }

    [Fact]
    public async Task NobodyFound_SaysWhomToAsk_AndWhoIsNotChosenIsRefusedWithAMessage()
    {
        var panel = await PanelAsync();
        await TypeAsync(panel, "karen");
        const string nobody = "Ingen medarbejder i brugerkataloget passer til \"karen\". Spørg jeres lokale brugeradministrator, om "
            + "medarbejderen er oprettet.";
        panel.WaitForAssertion(() => Assert.Equal(nobody, Count(panel)));
        Assert.Empty(panel.FindAll("[role=listbox]"));
        await panel.InvokeAsync(() => panel.Find("#felt-rid").Blur());
        Assert.Equal("", Count(panel));
        await SubmitAsync(panel, "form");
        Assert.Equal(
            "Vælg medarbejderen på listen, der kommer frem, når du skriver, eller skriv medarbejderens RID.",
            panel.WaitForElement("#felt-rid-error").TextContent);
    }

    [Fact]
    public async Task MorePersonsThanAreShown_AreCounted()
    {
        for (var i = 0; i < 12; i++)
            await AddPersonAsync($"Anna {i:00}", rid: $"770000{i:00}");
        var panel = await PanelAsync();
        await TypeAsync(panel, "anna");
        panel.WaitForAssertion(() => Assert.Equal(10, panel.FindAll("[role=option]").Count));
        Assert.Equal("De første 10 af 12 medarbejdere, der passer. Skriv mere for at finde færre.", Count(panel));
        await TypeAsync(panel, "anna 11");
        panel.WaitForAssertion(() => Assert.Equal("1 medarbejder passer.", Count(panel)));
    }

    [Fact]
    public async Task DirectoryThatCanNotBeRead_Searched_FindsNobodyAndThePageStays()
    {
        var panel = await PanelAsync();
        await RemoveTableAsync("Persons");
        await TypeAsync(panel, "anna");
        panel.WaitForAssertion(() => Assert.Contains("passer til \"anna\"", Count(panel), StringComparison.Ordinal));
        Assert.Equal("anna", Value(panel, "rid"));
    }

    private static string Count(IRenderedComponent<EditPanel> panel) => panel.Find(".combobox-popup [role=status]").TextContent;

    private static string? Value(IRenderedComponent<EditPanel> panel, string field) => panel.Find($"#felt-{field}").GetAttribute("value");

    private static Task TypeAsync(IRenderedComponent<EditPanel> panel, string text) => InputAsync(panel, "#felt-rid", text);

    private static Task PressKeyAsync(IRenderedComponent<EditPanel> panel, string key) =>
        panel.InvokeAsync(() => panel.Find("#felt-rid").KeyDown(new KeyboardEventArgs { Key = key }));

    private async Task<IRenderedComponent<EditPanel>> PanelAsync()
    {
        await Snapshots.CurrentAsync(Aarhus, CancellationToken);
        var panel = Render<EditPanel>(p => p.AddCascadingValue(birthe).Add(e => e.Tab, Guid.NewGuid()));
        panel.WaitForElement("fieldset input");
        return panel;
    }

    private Task<PersonEntry> AddPersonAsync(string name, string rid = "", string uuid = "") => SavePersonAsync(
        birthe, new() { Typed = new() { Name = name, Email = $"{rid}{uuid}@aarhus.example", Rid = rid, ProfessionalUuid = uuid } });

    private Task<PersonEntry> MarkLeftAsync(PersonEntry person) =>
        SavePersonAsync(birthe, PersonDraft.Of(person).With(PersonField.HasLeft, ticked: true));
}
