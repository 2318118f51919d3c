using ContactPortal.Blazor;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.SignIn;

/// <summary>A person whom the municipality's own directory has provided without RID and UUID signs in at a provider (P8).</summary>
public sealed class DirectoryIdSignInTests(SeededDatabase seeded, IdentityProvider provider)
    : ProviderTest(seeded, provider), IClassFixture<IdentityProvider>
{
    private const string Id = "58342554-38d6-4ec8-948c-50044d0a33fd";

    private static readonly (string, string)[] Anne =
        [("sub", "anne"), ("name", "Anne Holm"), (CvrClaim, CvrOfAarhus), ("oid", Id.ToUpperInvariant())];

    [Fact]
    public async Task IssuerThatMayStateTheDirectorysId_LetsThePersonIn()
    {
        await ProvideAsync();
        await RestartWithAsync("SignIn:Issuers:0:Issuer", Issuer);
        using (await SignInAsync(PortalUrls.SignInUnknown, Anne))
            Assert.Contains(Portal.Log.Lines, line => line.Text.Contains("not in the directory", StringComparison.Ordinal));

        Portal.Settings["SignIn:Issuers:0:Organisations:0"] = $"{Aarhus.Value}";
        await RestartWithAsync("SignIn:Issuers:0:DirectoryIdClaim", "oid");
        using var browser = await SignInAsync(PortalUrls.Contacts, Anne);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task DirectorysIdOfSomebodyWhoLeft_IsTheQuestionWhetherItIsTheSamePerson()
    {
        var id = await ProvideAsync();
        var birthe = await AddAsync(APerson().WithRid(DemonstrationPortal.NewRid()).LocalAdministrator());
        await Portal.Services.GetRequiredService<PersonService>().MarkLeftAsync(birthe, id, CancellationToken);
        Portal.Settings["SignIn:Issuers:0:Issuer"] = Issuer;
        Portal.Settings["SignIn:Issuers:0:Organisations:0"] = $"{Aarhus.Value}";
        await RestartWithAsync("SignIn:Issuers:0:DirectoryIdClaim", "oid");
        using var browser = await SignInAsync(PortalUrls.SignInUnknown, Anne);
        Assert.Contains("<h1>Dit login skal bekræftes</h1>", await browser.ReadAsync(PortalUrls.SignInUnknown), StringComparison.Ordinal);
    }

    private async Task<Guid> ProvideAsync() =>
        Assert.IsType<ProvisioningOutcome.Stored>(await Portal.Services.GetRequiredService<ProvisioningService>().CreateAsync(
            ProvisioningTestExtensions.SourceOf(Aarhus),
            new(new() { UserName = "anne@aarhus.example", ExternalId = Id, DisplayName = "Anne Holm" }, Active: true),
            CancellationToken)).User.Id;
}
