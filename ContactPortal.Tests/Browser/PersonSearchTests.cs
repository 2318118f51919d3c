using ContactPortal.Tests.Hosting;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>The field RID as a combobox in a browser: which keys reach the form, accessibility, and a phone (K10).</summary>
public sealed class PersonSearchTests(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    [Fact]
    public async Task Person_FoundAndChosenByKeysAlone_NeitherSavesNorCancelsTheForm()
    {
        var person = await AddPersonAsync("Søren Ærbødig Gård");
        var mette = await AtContactsAsync("Mette Holm");
        var (field, keys) = (mette.Page.GetByRole(AriaRole.Combobox, new() { Name = "RID", Exact = true }), mette.Page.Keyboard);
        await mette.Button("Ny kontakt").ClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await keys.TypeAsync("aerboedig");
        var option = mette.Page.GetByRole(AriaRole.Option);
        await Expect(option).ToHaveCountAsync(1);
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(mette.Valg.GetByText("1 medarbejder passer.")).ToBeVisibleAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", await option.GetAttributeAsync("id") ?? "");
        await Accessibility.AssertAccessibleAsync(mette, "Valg with the list of persons");

        // Escape closes the list alone; Enter opens it again.
        await keys.PressAsync("Escape");
        await Expect(option).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync("aerboedig");
        await keys.PressAsync("Enter");
        await Expect(option).ToHaveCountAsync(1);
        await keys.PressAsync("ArrowDown");
        await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Enter");
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Søren Ærbødig Gård");
        await Expect(field).ToHaveValueAsync(person.Rid.Digits);
        await Expect(field).ToBeFocusedAsync();
        await mette.SaveAsync("Gemt: Søren Ærbødig Gård er oprettet som kontakt.");
    }

    [Fact]
    public async Task List_OnAPhoneWithItsKeyboard_IsAboveTheKeyboardAndChosenByTouch()
    {
        await AddPersonAsync("Karoline Lyng Mobil");
        var mette = await AtContactsAsync(
            "Mette Holm", new() { ViewportSize = new() { Width = 360, Height = 640 }, HasTouch = true, IsMobile = true });
        await mette.Button("Ny kontakt").TapAsync();
        var field = mette.Page.GetByRole(AriaRole.Combobox, new() { Name = "RID", Exact = true });
        await Expect(field).ToBeFocusedAsync();

        // The keyboard takes about half of the screen.
        await mette.Page.SetViewportSizeAsync(360, 320);
        await mette.Page.Keyboard.TypeAsync("karoline lyng");
        var option = mette.Page.GetByRole(AriaRole.Option);
        await Expect(option).ToHaveCountAsync(1);
        await Expect(option).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(field).ToBeInViewportAsync(new() { Ratio = 1 });
        await option.TapAsync();
        await Expect(mette.Field("Navn")).ToHaveValueAsync("Karoline Lyng Mobil");
        await Expect(field).ToBeFocusedAsync();
    }
}
