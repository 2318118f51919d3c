using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.SignIn;

/// <summary>A partly configured provider prevents the portal from starting; <see cref="ProviderSignInTests"/> covers the start.</summary>
public sealed class SignInOptionsTests
{
    [Theory]
    [InlineData("SignIn:Authority", "http://provider.example")]
    [InlineData("SignIn:Authority", "provider")]
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
}
