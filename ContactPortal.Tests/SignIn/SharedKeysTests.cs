using System.Security.Cryptography;
using ContactPortal.Domain.Live;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.SignIn;

/// <summary>Two processes share the keys of their cookies, and what happens to the keys at one happens at the other.</summary>
public sealed class SharedKeysTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<PortalHost> hosts = [];
    private DatabaseUnderTest database = null!;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        database = await DatabaseUnderTest.ToMigrateAsync(Database.Postgres);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        database?.Dispose();
    }

    [Fact]
    public async Task Keys_WithdrawnAtOneProcess_OpenNothingAtTheOther()
    {
        var (one, other) = (await StartedAsync(), await StartedAsync());
        var closed = ProtectorOf(one).Protect("cookie");
        Assert.Equal("cookie", ProtectorOf(other).Unprotect(closed));

        one.Services.GetRequiredService<IKeyManager>().RevokeAllKeys(DateTimeOffset.UtcNow);

        Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => ProtectorOf(other).Unprotect(closed)) is CryptographicException, Patience));
        Assert.Equal("new", ProtectorOf(one).Unprotect(ProtectorOf(other).Protect("new")));
    }

    private async Task<PortalHost> StartedAsync()
    {
        var (wire, hears) = (new Wire(), new Told());
        using var hearing = wire.OnDoubt(hears.Tell);
        var host = new PortalHost
        {
            DatabaseFile = Path.Combine(database.Root, "portal.db"),
            ConnectionString = database.ConnectionString,
            Settings = { ["Demonstration"] = "false" },
            Otherwise = services => services.AddSingleton(wire),
        };
        hosts.Add(host);
        host.Start();
        await hears.OnceAsync();
        return host;
    }

    private static IDataProtector ProtectorOf(PortalHost host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
