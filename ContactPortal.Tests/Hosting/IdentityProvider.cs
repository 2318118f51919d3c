using System.Diagnostics;
using System.Net.Http.Json;

namespace ContactPortal.Tests.Hosting;

/// <summary>Starts the identity provider's process, and controls it from a test.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    public const string ClientId = IdentityProviderServer.ClientId;
    public const string ClientSecret = IdentityProviderServer.ClientSecret;

    private Process process = null!;
    private HttpClient control = null!;

    /// <summary>The provider's address, which is the issuer of its tokens.</summary>
    public string Issuer { get; private set; } = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync();

    /// <summary>Starts a provider that is served over https with the certificate and key of those PEM files.</summary>
    public static async Task<IdentityProvider> StartAsync((string Certificate, string Key) files)
    {
        var provider = new IdentityProvider();
        await provider.StartAsync(files.Certificate, files.Key);
        return provider;
    }

    private async ValueTask StartAsync(params string[] certificate)
    {
        process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ContactPortal.Tests"), [IdentityProviderServer.Command, .. certificate])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Issuer = await process.StandardOutput.ReadLineAsync(CancellationToken) + "/";
        control = new(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        {
            BaseAddress = new(Issuer),
        };
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Sets the claims of the next sign-in; null makes the provider refuse it.</summary>
    public async Task SetSignInAsync((string Claim, string Value)[]? person)
    {
        using var answer = await control.PutAsJsonAsync(
            IdentityProviderServer.PersonPath, person?.Select(p => new ProviderClaim(p.Claim, p.Value)), CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The sign-in requests received.</summary>
    public Task<ProviderRequest[]?> GetSignInRequestsAsync() =>
        control.GetFromJsonAsync<ProviderRequest[]>(IdentityProviderServer.SignInsPath, CancellationToken);

    /// <summary>The sign-out requests received.</summary>
    public Task<ProviderRequest[]?> GetSignOutRequestsAsync() =>
        control.GetFromJsonAsync<ProviderRequest[]>(IdentityProviderServer.SignOutsPath, CancellationToken);

    /// <summary>Clears the recorded requests.</summary>
    public async Task ClearRequestsAsync()
    {
        using var answer = await control.DeleteAsync(IdentityProviderServer.RequestsPath, CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
