using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Persons;

/// <summary>Brugerkatalog of a portal whose roles come with the sign-in (U4).</summary>
public sealed class PersonsPageWithRolesElsewhereTests() : PersonComponentTest(
    services => services.AddSingleton(Options.Create(new RightsOptions { FromSignIn = true, GrantedIn = "rollekataloget" })))
{
    [Fact]
    public async Task Person_Opened_HasNoButtonForTheRoleButCanBeSaved()
    {
        var birthe = await AddAdministratorAsync("Birthe Lund");
        await AddActorAsync(APerson().Named("Anna Holm"));
        var page = Render<PersonsPage>(p => p.AddCascadingValue(birthe));
        page.WaitForElement("table");
        await PressAsync(page, "Rediger Anna Holm");
        WaitForText(page, "Du redigerer Anna Holm.");
        Assert.Equal(
            ["Gem", "Annuller", "Historik"],
            page.FindAll("form[data-draft] button").Select(b => b.TextContent.Trim()));
        await InputAsync(page, "#person-name", "Anna Ny");
        await SubmitAsync(page, "form[data-draft]");
        WaitForText(page, "Gemt: Anna Ny.");
    }
}
