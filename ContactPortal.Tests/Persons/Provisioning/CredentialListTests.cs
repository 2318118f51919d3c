using Bunit;
using ContactPortal.Blazor.Persons;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Persons;

/// <summary>The part "Kommunens brugersystem" of Brugeradministration (P8).</summary>
public sealed class CredentialListTests : PersonComponentTest
{
    private Actor birthe = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        birthe = await AddAdministratorAsync("Birthe Lund");
    }

    [Fact]
    public async Task Credential_Made_IsShownOnceAndListed()
    {
        var list = Show();
        Assert.Contains("Ingen adgang er oprettet.", TextOf(list), StringComparison.Ordinal);
        Assert.Equal("http://localhost/scim/v2", list.Find("code").TextContent);
        await MakeAsync(list, "Entra ID");
        WaitForText(list, "Adgangen Entra ID er oprettet. Nøglen vises kun denne ene gang.");
        var token = list.Find("input[readonly]").GetAttribute("value")!;
        Assert.Equal("Entra ID", (await Service.AuthenticateAsync(token, CancellationToken))?.Name);
        await PressAsync(list, "Kopiér nøgle");
        list.WaitForAssertion(() => Assert.Equal(token, Assert.Single(JSInterop.Invocations["portal.copy"]).Arguments[0]));
        await PressAsync(list, "Skjul nøglen");
        Assert.DoesNotContain(token, list.Markup, StringComparison.Ordinal);
        Assert.Contains("af Birthe Lund", TextOf(list), StringComparison.Ordinal);
        Assert.Contains("aldrig", TextOf(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadNameAndThirdCredential_AreRefusedWithAMessage()
    {
        var list = Show();
        await SubmitAsync(list, "form.create");
        WaitForText(list, "Skriv et navn på højst 60 tegn, som ingen anden adgang har, fx Entra ID.");
        foreach (var name in new[] { "Entra ID", "Okta" })
        {
            await MakeAsync(list, name);
            WaitForText(list, $"Adgangen {name} er oprettet.");
        }

        await MakeAsync(list, "Tredje");
        WaitForText(list, "Kommunen har allerede to adgange. Træk den ene tilbage, før du opretter en ny.");
    }

    [Fact]
    public async Task Credential_Withdrawn_AfterAQuestion_NoLongerWorks()
    {
        var made = Assert.IsType<CredentialOutcome.Created>(await Service.CreateAsync(birthe, "Entra ID", CancellationToken));
        var list = Show();
        WaitForText(list, "Entra ID");
        await PressAsync(list, "Træk adgangen Entra ID tilbage");
        WaitForText(list, "Skal adgangen Entra ID trækkes tilbage?");
        await PressAsync(list, "Annuller");
        Assert.NotNull(await Service.AuthenticateAsync(made.Token, CancellationToken));
        await PressAsync(list, "Træk adgangen Entra ID tilbage");
        await PressAsync(list, "Bekræft");
        WaitForText(list, "Adgangen Entra ID er trukket tilbage.");
        Assert.Null(await Service.AuthenticateAsync(made.Token, CancellationToken));
        Assert.Empty(list.FindAll("tbody tr"));
    }

    private ProvisioningCredentials Service => Services.GetRequiredService<ProvisioningCredentials>();

    private IRenderedComponent<CredentialList> Show() => Render<CredentialList>(parameters => parameters
        .Add(l => l.Number, 1).AddCascadingValue(birthe));

    private static async Task MakeAsync<TComponent>(IRenderedComponent<TComponent> list, string name)
        where TComponent : IComponent
    {
        await InputAsync(list, "#brugersystem-navn", name);
        await SubmitAsync(list, "form.create");
    }
}
