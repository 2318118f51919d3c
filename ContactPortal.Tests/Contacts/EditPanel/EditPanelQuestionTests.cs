using Bunit;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Contacts;

/// <summary>What the edit panel says about a save that is asked about, and about one that comes too fast.</summary>
public sealed class EditPanelQuestionTests : ComponentTest
{
    private static readonly Actor Mette = AnActor();

    private readonly FakeTimeProvider clock;

    public EditPanelQuestionTests()
        : this(new())
    {
    }

    private EditPanelQuestionTests(FakeTimeProvider clock)
        : base(services => services.AddSingleton(new CommandPace(clock, new() { Burst = 2, PerSecond = 1 }))) => this.clock = clock;

    [Fact]
    public async Task AddressOfAForeignDomain_Saved_IsAskedAboutAtItsField_AndMarkedForColleaguesOnceItIsMeant()
    {
        var anna = await AddAsync(AContact());
        var panel = await PanelAtAsync(anna);
        panel.Find("#felt-email").Input("anna@privat.example");
        panel.Find("form").Submit();
        var question = panel.WaitForElement(".notice-warning button");
        Assert.Contains(
            "Ingen i kommunens brugerkatalog har en adresse under privat.example.",
            panel.Find($"#{panel.Find("#felt-email").GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        Assert.Equal("anna@privat.example", panel.Find("#felt-email").GetAttribute("value"));

        await question.ClickAsync();

        panel.WaitForElement(".notice-success");
        var row = Render<Overview>(p => p.AddCascadingValue(Mette).Add(o => o.Tab, Guid.NewGuid()).Add(o => o.Edited, null));
        row.WaitForAssertion(() => Assert.Contains("Adressen er uden for kommunens domæner", row.Markup, StringComparison.Ordinal));
        await panel.InvokeAsync(() => panel.Instance.SwitchToAsync(anna));
        panel.WaitForAssertion(
            () => Assert.Contains("Ret den, hvis den ikke er en arbejdsadresse.", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaveThatComesTooFast_SaysWhenToTryAgain_AndNothingTypedIsLost()
    {
        var anna = await AddAsync(AContact());
        await SaveAsync(Mette, ContactDraft.Of(anna).With(ContactField.Phone, "33123456"));
        await SaveAsync(Mette, ContactDraft.Of(anna).With(ContactField.Mobile, "28123456"));
        var panel = await PanelAtAsync(anna);
        panel.Find("#felt-name").Input("Anna Hurtig");
        panel.Find("form").Submit();
        panel.WaitForAssertion(() => Assert.Contains("Prøv igen om 1 s.", panel.Markup, StringComparison.Ordinal));
        Assert.Equal("Anna Hurtig", panel.Find("#felt-name").GetAttribute("value"));

        clock.Advance(TimeSpan.FromSeconds(1));
        panel.Find("form").Submit();
        panel.WaitForElement(".notice-success");
    }

    private async Task<IRenderedComponent<EditPanel>> PanelAtAsync(ContactView contact)
    {
        var panel = Render<EditPanel>(p => p.AddCascadingValue(Mette).Add(e => e.Tab, Guid.NewGuid()));
        panel.WaitForElement("fieldset input");
        await panel.InvokeAsync(() => panel.Instance.SwitchToAsync(contact));
        return panel;
    }
}
