using Bunit;
using ContactPortal.Blazor.Rights;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Persons;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Tests.Rights;

/// <summary>The local administrators on the page Brugeradministration, and the field in which another is chosen (U5, K10).</summary>
public sealed class AdministratorListTests : PersonComponentTest
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";

    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddActorAsync(APerson().Named("Birthe Lund").WithRid("77000001").LocalAdministrator());
    }

    [Fact]
    public async Task Person_FoundByName_IsAppointed()
    {
        await AddPersonAsync("Søren Gård", rid: "77000002");
        var page = Page();
        await TypeAsync(page, "gaard");
        Assert.Contains("Søren Gård", page.WaitForElement("[role=option]").TextContent, StringComparison.Ordinal);
        await PressKeyAsync(page, "Enter");
        page.WaitForAssertion(() => Assert.Equal("Søren Gård", page.Find("#ny-administrator").GetAttribute("value")));
        await PressAsync(page, "Gør Søren Gård til brugeradministrator");
        WaitForText(page, "Søren Gård er nu lokal brugeradministrator.");
        page.WaitForAssertion(() => Assert.Equal(["Birthe Lund RID 77000001", "Søren Gård RID 77000002"], Administrators(page)));
        Assert.Equal("", page.Find("#ny-administrator").GetAttribute("value") ?? "");
        Assert.True((await EntryAsync(birthe, "Søren Gård")).IsLocalAdministrator);
    }

    [Fact]
    public async Task PersonWithoutRid_Appointed_StandsWithoutAnIdentifierThatIsNone()
    {
        await AddPersonAsync("Zita Holm", uuid: Uuid);
        var page = Page();
        await TypeAsync(page, Uuid);
        await SubmitAsync(page, "form.appoint");
        WaitForText(page, "Zita Holm er nu lokal brugeradministrator.");
        page.WaitForAssertion(() => Assert.Equal(["Birthe Lund RID 77000001", "Zita Holm"], Administrators(page)));
        Assert.Empty(page.FindAll("[role=listbox]"));
    }

    [Theory]
    [InlineData("", "Skriv en del af navnet eller e-mailadressen, og vælg medarbejderen på listen.")]
    [InlineData("søren", "Skriv en del af navnet eller e-mailadressen, og vælg medarbejderen på listen.")]
    [InlineData("99999999", "Ingen i brugerkataloget har det RID eller UUID.")]
    [InlineData("77000001", "Birthe Lund er allerede lokal brugeradministrator.")]
    public async Task Nobody_Chosen_IsRefusedAtTheField(string typed, string message)
    {
        var page = Page();
        await TypeAsync(page, typed);
        await SubmitAsync(page, "form.appoint");
        Assert.Equal(message, page.WaitForElement("#ny-administrator-error").TextContent);
        Assert.Equal(["Birthe Lund RID 77000001"], Administrators(page));
    }

    private static IEnumerable<string> Administrators(IRenderedComponent<RightsPage> page) =>
        page.FindAll("[aria-labelledby=administratorer] > ul > li > span").Select(s => s.TextContent.Trim());

    private static Task TypeAsync(IRenderedComponent<RightsPage> page, string text) => InputAsync(page, "#ny-administrator", text);

    private static Task PressKeyAsync(IRenderedComponent<RightsPage> page, string key) =>
        page.InvokeAsync(() => page.Find("#ny-administrator").KeyDown(new KeyboardEventArgs { Key = key }));

    private IRenderedComponent<RightsPage> Page()
    {
        var page = Render<RightsPage>(p => p.AddCascadingValue(birthe));
        page.WaitForElement("#ny-administrator");
        return page;
    }

    private Task<PersonEntry> AddPersonAsync(string name, string rid = "", string uuid = "") => SavePersonAsync(
        birthe, new() { Typed = new() { Name = name, Email = "post@aarhus.example", Rid = rid, ProfessionalUuid = uuid } });
}
