using System.Globalization;
using System.Runtime.CompilerServices;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the identity provider: its discovery document, its keys, and its clock against this machine's.</summary>
internal sealed class ProviderSetupCheck(
    IOptions<SignInOptions> signIn, IOptionsMonitor<OpenIdConnectOptions> protocol, IHostEnvironment environment, TimeProvider clock)
    : ISetupCheck
{
    /// <summary>Less than the 5 minutes that tokens may be off by, so that there is time to act.</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(1);

    public string Subject => "provider";

    public string OnFailure =>
        "check SignIn:Authority (Entra ID: SignIn:TenantId), and that this machine reaches and trusts the provider "
        + "(SSL_CERT_FILE for a private CA)";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!signIn.Value.IsSet)
        {
            yield return environment.IsDevelopment()
                ? Finding.Ok(Subject, "none is set; persons of the demonstration can be chosen")
                : Finding.ToDo(
                    Subject, "none is set, so nobody can sign in: set SignIn:Authority (or :TenantId), :ClientId and :ClientSecret");
            yield break;
        }

        var oidc = protocol.Get(OpenIdConnectDefaults.AuthenticationScheme);
        using var answer = await oidc.Backchannel.GetAsync(oidc.MetadataAddress, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            yield return Finding.ToDo(
                Subject, $"{oidc.MetadataAddress} answers {(int)answer.StatusCode}: correct SignIn:Authority (Entra ID: SignIn:TenantId)");
            yield break;
        }

        var document = OpenIdConnectConfiguration.Create(await answer.Content.ReadAsStringAsync(cancellationToken));
        yield return Finding.Ok(Subject, $"{oidc.MetadataAddress} answers, issuer {document.Issuer}");
        var keys = new JsonWebKeySet(await oidc.Backchannel.GetStringAsync(new Uri(document.JwksUri), cancellationToken)).Keys.Count;
        yield return keys > 0
            ? Finding.Ok(Subject, string.Create(CultureInfo.InvariantCulture, $"{keys} signing keys"))
            : Finding.ToDo(Subject, $"{document.JwksUri} has no signing key: no token can be validated");
        yield return SkewOf(answer.Headers.Date);
    }

    private Finding SkewOf(DateTimeOffset? date)
    {
        if (date is not { } theirs)
            return Finding.Ok(Subject, "its answers have no Date, so the clocks are not compared");
        var skew = clock.GetUtcNow() - theirs;
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(skew.TotalSeconds):0} s");
        return skew.Duration() <= LargestSkew
            ? Finding.Ok(Subject, $"the clocks differ by {seconds}")
            : Finding.ToDo(
                Subject, $"this machine's clock is {seconds} {(skew > TimeSpan.Zero ? "ahead of" : "behind")} the provider's: set up NTP");
    }
}
