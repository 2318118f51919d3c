using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.SignIn;

/// <summary>A partly configured provider prevents the portal from starting; <see cref="ProviderSignInTests"/> covers the start.</summary>
public sealed class SignInOptionsTests
{
    [Theory]
    [InlineData("SignIn:Authority", "http://provider.example")]
    [InlineData("SignIn:Authority", "provider")]
    [InlineData("SignIn:Authority", "https://login.microsoftonline.com/organizations/v2.0")]
    [InlineData("SignIn:ClientId", "")]
    [InlineData("SignIn:ClientSecret", "")]
    [InlineData("SignIn:ClientSecret", "changeme-changeme-changeme")]
    [InlineData("SignIn:ClientSecret", "<the secret of the provider>")]
    [InlineData("SignIn:ClientSecret", "tooshort")]
    [InlineData("SignIn:Organisations:123", "751")]
    [InlineData("SignIn:Organisations:55133018", "999")]
    public void HalfAProvider_ValidatedInProduction_IsRefusedByName(string key, string value)
    {
        var refusal = StartValidation.RefusalOf(Environments.Production, new Dictionary<string, string?>
        {
            ["SignIn:Authority"] = "https://provider.example/",
            ["SignIn:ClientId"] = IdentityProvider.ClientId,
            ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
            ["SignIn:Organisations:55133018"] = "751",
            ["SignIn:RightRole"] = "TassOpfoelgning",
            ["Rights:FromSignIn"] = "true",
            ["Rights:GrantedIn"] = "rollekataloget",
            [key] = value,
        });
        Assert.Contains(key, refusal, StringComparison.Ordinal);
        if (key == "SignIn:ClientSecret" && value.Length > 0)
            Assert.DoesNotContain(value, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectorysId_OfAnIssuerForEveryOrganisation_IsRefused()
    {
        var settings = new Dictionary<string, string?>
        {
            ["SignIn:Issuers:0:Issuer"] = "https://provider.example/", ["SignIn:Issuers:0:DirectoryIdClaim"] = "oid",
            ["Session:MostPages"] = "0",
        };
        Assert.Contains("DirectoryIdClaim", StartValidation.RefusalOf(Environments.Production, settings), StringComparison.Ordinal);
        settings["SignIn:Issuers:0:Organisations:0"] = "751";
        Assert.DoesNotContain("DirectoryIdClaim", StartValidation.RefusalOf(Environments.Production, settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("organizations")]
    [InlineData("common")]
    [InlineData("consumers")]
    [InlineData("Common")]
    public void EntraTenant_OfEverybody_IsRefusedUnlessTheIssuersAreListed(string tenant)
    {
        var settings = new Dictionary<string, string?>
        {
            ["SignIn:TenantId"] = tenant,
            ["SignIn:ClientId"] = IdentityProvider.ClientId,
            ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
            ["Session:MostPages"] = "0",
        };
        Assert.Contains("SignIn:TenantId", StartValidation.RefusalOf(Environments.Production, settings), StringComparison.Ordinal);
        settings["SignIn:Issuers:0:Issuer"] = "https://login.microsoftonline.com/6d3a1f0e-6a7b-4c41-9d0e-0d3c7a5f1b22/v2.0";
        Assert.DoesNotContain("SignIn:TenantId", StartValidation.RefusalOf(Environments.Production, settings), StringComparison.Ordinal);
    }
}
