using System.Diagnostics;
using System.Net.Http.Json;

namespace ContactPortal.Tests.Hosting;

/// <summary>The identity provider's process, and what a test says to it and hears from it.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    public const string ClientId = IdentityProviderServer.ClientId;
    public const string ClientSecret = IdentityProviderServer.ClientSecret;

    private Process process = null!;
    private HttpClient control = null!;

    /// <summary>The provider's address, as it names itself in its tokens.</summary>
    public string Issuer { get; private set; } = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ContactPortal.Tests"), [IdentityProviderServer.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Issuer = await process.StandardOutput.ReadLineAsync(CancellationToken) + "/";
        control = new() { BaseAddress = new(Issuer) };
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Says who signs in next: the claims of the token; null when the provider refuses.</summary>
    public async Task SignsInAsync((string Claim, string Value)[]? person)
    {
        using var answer = await control.PutAsJsonAsync(IdentityProviderServer.PersonPath, person?.Select(p => new ProviderClaim(p.Claim, p.Value)), CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The requests to sign in that have come.</summary>
    public Task<ProviderRequest[]?> SignInsAsync() => control.GetFromJsonAsync<ProviderRequest[]>(IdentityProviderServer.SignInsPath, CancellationToken);

    /// <summary>The requests to sign out that have come.</summary>
    public Task<ProviderRequest[]?> SignOutsAsync() => control.GetFromJsonAsync<ProviderRequest[]>(IdentityProviderServer.SignOutsPath, CancellationToken);

    /// <summary>Forgets the requests.</summary>
    public async Task ForgetAsync()
    {
        using var answer = await control.DeleteAsync(IdentityProviderServer.RequestsPath, CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
