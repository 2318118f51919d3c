using System.Security.Cryptography;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.SignIn;

/// <summary>Processes share the keys of their cookies, and a change of the keys at one takes effect at the other.</summary>
public sealed class SharedKeysTests : IAsyncLifetime
{
    private readonly List<PortalHost> hosts = [];
    private DatabaseUnderTest database = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        database = await DatabaseUnderTest.CreateMigratedAsync(Database.Postgres);
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

        one.Services.GetRequiredService<IKeyManager>().RevokeAllKeys(one.Now);

        await Poll.UntilAsync(() => Record.Exception(() => ProtectorOf(other).Unprotect(closed)) is CryptographicException);
        Assert.Equal("new", ProtectorOf(one).Unprotect(ProtectorOf(other).Protect("new")));
    }

    /// <summary>A table lock keeps all three from adding a key until each has either found none or waits for another process.</summary>
    [Fact]
    public async Task Processes_StartedAtOnceWithoutAKey_MakeOneAndOpenEachOthersCookies()
    {
        Task<PortalHost>[] starts;
        Actor somebody;
        await using (var beside = PortalUnderTest.On(database))
        {
            await beside.Store.MigrateAsync(CancellationToken);
            somebody = await beside.AddActorAsync(APerson());
            await using var db = await beside.ReadAsync();
            await using var held = await db.Database.BeginTransactionAsync(CancellationToken);
            await db.Database.ExecuteSqlAsync($"""LOCK TABLE "Keys" IN SHARE MODE""", CancellationToken);
            starts = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(StartedAsync, CancellationToken))];
            await beside.WaitUntilBlockedAsync(starts.Length, starts);
        }

        var started = await Task.WhenAll(starts);
        foreach (var (one, other) in from one in started from other in started select (one, other))
        {
            Assert.Equal("closed", ProtectorOf(other).Unprotect(ProtectorOf(one).Protect("closed")));
            using var signedIn = PortalClient.SignedIn(one, somebody, other.Address);
            Assert.True(await signedIn.IsSignedInAsync());
        }

        Assert.Single(started[0].Services.GetRequiredService<DataProtectionKeyStore>().All());
    }

    private async Task<PortalHost> StartedAsync()
    {
        var (backplane, connected) = (new Backplane(), new Signal());
        using var subscription = backplane.SubscribeToResync(connected.Set);
        var host = new PortalHost
        {
            DatabaseFile = Path.Combine(database.Root, "portal.db"),
            ConnectionString = database.ConnectionString,
            Settings = { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton(backplane),
        };
        lock (hosts)
            hosts.Add(host);
        host.Start();
        await connected.WaitAsync();
        return host;
    }

    private static IDataProtector ProtectorOf(PortalHost host) =>
        host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
