using System.Net;
using System.Security.Cryptography.X509Certificates;
using ContactPortal.Blazor;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.SignIn;

/// <summary>Outside of Development no part of the demonstration is available (O2).</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-production-").FullName;
    private readonly List<PortalHost> hosts = [];
    private readonly X509Certificate2 certificate = SelfSigned.Certificate();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        using (var pooled = new SqliteConnection($"Data Source={hosts[0].DatabaseFile}"))
            SqliteConnection.ClearPool(pooled);
        TemporaryFolder.Remove(folder);
        certificate.Dispose();
    }

    [Fact]
    public async Task SignInPage_InProduction_OffersNobody()
    {
        using var session = new PortalClient(Production());
        var page = await session.ReadAsync(PortalUrls.SignIn);
        Assert.Contains("Login er ikke sat op", page, StringComparison.Ordinal);
        Assert.DoesNotContain("persona", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Mette Holm", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonaPosted_InProduction_SignsNobodyIn()
    {
        using var session = new PortalClient(Production());
        var answer = await session.PostFormAsync(PortalUrls.SignIn, ("persona", "101-10000001"));
        Assert.False(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(
                c => c.StartsWith("__Host-ContactPortal=", StringComparison.Ordinal)));
        Assert.NotEqual(HttpStatusCode.OK, (await session.GetAsync(PortalUrls.Contacts)).StatusCode);
    }

    [Fact]
    public async Task Start_InProduction_MakesNoData()
    {
        var host = Production();
        await using var db = await host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        Assert.Equal(0, await db.Persons.CountAsync(CancellationToken));
        Assert.Equal(0, await db.Contacts.CountAsync(CancellationToken));
        Assert.Equal(98, Municipalities.All.Length);
    }

    [Fact]
    public async Task GuideForReportingSystems_InProduction_NamesTheProviderAndNoDevelopersToken()
    {
        using var anonymous = new PortalClient(Production());
        var guide = await anonymous.ReadAsync(PortalUrls.ApiGuide);
        Assert.Contains("token med scope deliveries fra den loginudsteder", guide, StringComparison.Ordinal);
        Assert.DoesNotContain("user-jwts", guide, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:5080", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_InProductionWithTheDemonstrationOn_IsRefusedNamingTheKey()
    {
        var refused = Assert.ThrowsAny<Exception>(() => Production(("Demonstration", "true")));
        Assert.Contains("Demonstration is true, but the environment is Production", refused.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(hosts[0].DatabaseFile));
    }

    [Fact]
    public async Task UnhandledException_InProduction_RevealsNoDetails()
    {
        var host = Production();
        using var session = new PortalClient(host);
        var page = await session.ReadAsync(PortalUrls.Error);
        Assert.Contains("Der skete en fejl", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ContactPortal", page, StringComparison.Ordinal);
    }

    private PortalHost Production(params (string Key, string Value)[] settings)
    {
        var host = new PortalHost
        {
            DatabaseFile = Path.Combine(folder, "portal.db"),
            Environment = Environments.Production,
            Certificate = certificate,
            Settings = settings.ToDictionary(s => s.Key, s => (string?)s.Value),
        };
        hosts.Add(host);
        host.Start();
        return host;
    }
}
