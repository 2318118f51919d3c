using System.Text.Json;
using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Text;
using ContactPortal.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Contacts;

public sealed class EditPanelTests : ComponentTest
{
    private static readonly Actor Mette = AnActor();

    private readonly FaultInjectingSnapshotLoader snapshots;

    public EditPanelTests()
        : this(new())
    {
    }

    private EditPanelTests(FaultInjectingSnapshotLoader snapshots)
        : base(
            services => services.AddSingleton<ISnapshotLoader>(
                of => snapshots.Wrap(ActivatorUtilities.CreateInstance<SnapshotLoader>(of)))) =>
        this.snapshots = snapshots;

    [Fact]
    public async Task Contact_TurnedTo_StandsInTheFields()
    {
        var anna = await AddAsync(AContact().HeldBy(APerson().Named("Anna")).WithMobile("28123456").ResponsibleFor(Raadighed));
        var panel = await PanelAtAsync(anna);
        Assert.Equal("Anna", panel.Find("#felt-name").GetAttribute("value"));
        Assert.Equal("28 12 34 56", panel.Find("#felt-mobile").GetAttribute("value"));
        Assert.Equal("Aarhus", panel.Find("#felt-organisation").GetAttribute("value"));
        Assert.Single(panel.FindAll("fieldset input[checked]"));
    }

    [Fact]
    public async Task BadInput_Saved_HasItsMessageTiedToItsField()
    {
        var panel = await PanelAtAsync(await AddAsync(AContact()));
        panel.Find("#felt-name").Input("");
        panel.Find("#felt-email").Input("anna");
        panel.Find("form").Submit();
        panel.WaitForElement("[role=alert]");
        foreach (var (field, message) in new[]
            { ("name", "Skriv kontaktens navn."), ("email", "Skriv én e-mailadresse, fx navn@kommune.dk.") })
        {
            var input = panel.Find($"#felt-{field}");
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            Assert.Equal(message, panel.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
        }

        Assert.Equal("anna", panel.Find("#felt-email").GetAttribute("value"));
        Assert.False(panel.Find("#felt-mobile").HasAttribute("aria-invalid"));
        panel.Find("#felt-name").Input("Anna");
        panel.WaitForAssertion(() => Assert.False(panel.Find("#felt-name").HasAttribute("aria-invalid")));
    }

    [Fact]
    public async Task Gem_PressedTwiceWhileTheDatabaseIsBusy_ShowsThatItSavesAndSavesOnce()
    {
        var anna = await AddAsync(AContact());
        var panel = await PanelAtAsync(anna);
        panel.Find("#felt-name").Input("Anna Ny");
        await using var another = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await another.OpenAsync(CancellationToken);
        await using (var held = another.BeginTransaction(deferred: false))
        {
            panel.Find("form").Submit();
            panel.WaitForAssertion(() => Assert.Equal("true", panel.Find("[data-key=save]").GetAttribute("aria-busy")));
            Assert.Equal("Gemmer …", panel.Find("[data-key=save]").TextContent.Trim());
            panel.Find("form").Submit();
            await held.RollbackAsync(CancellationToken);
        }

        panel.WaitForAssertion(() => Assert.Contains("Gemt: Anna Ny.", panel.Markup, StringComparison.Ordinal));
        Assert.False(panel.Find("[data-key=save]").HasAttribute("aria-busy"));
        await using var db = await Store.OpenReadAllAsync(CancellationToken);
        Assert.Equal(2, db.History.Count(e => e.Subject == anna.Id));
    }

    [Fact]
    public async Task Agency_TurnsToAContact_ReadsAndCannotSave()
    {
        var panel = await PanelAtAsync(await AddAsync(AContact()), AnActor().As(Role.Agency));
        Assert.Empty(panel.FindAll("[data-key=save]"));
        Assert.All(panel.FindAll("form input:not([type=checkbox])"), input => Assert.True(input.HasAttribute("readonly")));
        Assert.All(panel.FindAll("form input[type=checkbox]"), input => Assert.True(input.HasAttribute("disabled")));
    }

    [Fact]
    public async Task AnotherSaves_WhileANameIsTyped_TheNameStaysAndTheRestFlowsIn()
    {
        var anna = await AddAsync(AContact());
        var panel = await PanelAtAsync(anna);
        panel.Find("#felt-name").Input("Anna Halvt skr");
        await SaveAsync(AnActor().Named("Ali Khan"), ContactDraft.Of(anna).With(ContactField.Phone, "33123456"));
        panel.WaitForAssertion(() => Assert.Equal("33 12 34 56", panel.Find("#felt-phone").GetAttribute("value")));
        Assert.Equal("Anna Halvt skr", panel.Find("#felt-name").GetAttribute("value"));
    }

    [Fact]
    public async Task DayOfAnAbsence_EmptiedWhileItIsTyped_IsNotWrittenBackAndCountsAsMissing()
    {
        var (anna, bo) = (await AddAsync(AContact()), await AddAsync(AContact()));
        var today = DanishCalendar.Of(Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (from, until) = ($"{today.AddDays(7):O}", $"{today.AddDays(14):O}");
        var panel = await PanelAtAsync(anna);
        panel.Find("#fravaer-fra").Change(from);
        panel.Find("#fravaer-til").Change(until);

        // A browser empties a day while one of its parts is typed.
        panel.Find("#fravaer-fra").Change("");
        Assert.False(panel.Find("#fravaer-fra").HasAttribute("value"));
        panel.Find("#fravaer-stedfortraeder").Change(bo.Id.ToString());
        panel.Find("form.days").Submit();
        panel.WaitForAssertion(() => Assert.Contains("field-error", panel.Find("#fravaer-tekst").ClassName, StringComparison.Ordinal));
        panel.Find("#fravaer-fra").Change(from);
        panel.Find("form.days").Submit();
        panel.WaitForAssertion(() => Assert.Single(panel.FindAll(".absence li")));
    }

    [Fact]
    public async Task DraftThatTheBrowserKept_ContactsComeLate_IsOnlyAskedForWhenItCanBePlaced()
    {
        var anna = await AddAsync(AContact());
        DeliveryType[] types = [new(Amfora, "AMFORA", 1)];
        var kept = new StoredDraft(
            anna.Id, 1, Guid.NewGuid(), Fields(anna.Values), Fields(anna.Values with { Name = "Anna Halvt skr" }));
        JSInterop.Setup<string?>("portal.draft", _ => true).SetResult(JsonSerializer.Serialize(kept, StoredDraftJson.Default.StoredDraft));
        IRenderedComponent<EditPanel> panel;
        using (snapshots.Hold())
        {
            panel = Render<EditPanel>(p => p.AddCascadingValue(Mette).Add(e => e.Tab, Guid.NewGuid()));
            JSInterop.VerifyNotInvoke("portal.draft");
        }

        panel.WaitForAssertion(() => Assert.Equal("Anna Halvt skr", panel.Find("#felt-name").GetAttribute("value")));

        Dictionary<string, string> Fields(ContactValues values) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values, types))!;
    }

    private async Task<IRenderedComponent<EditPanel>> PanelAtAsync(ContactView contact, Actor? actor = null)
    {
        var panel = Render<EditPanel>(p => p.AddCascadingValue(actor ?? Mette).Add(e => e.Tab, Guid.NewGuid()));
        panel.WaitForElement("fieldset input");
        await panel.InvokeAsync(() => panel.Instance.SwitchToAsync(contact));
        return panel;
    }
}
