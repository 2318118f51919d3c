using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Messaging;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>A failover: the primary is gone for good, and its standby is promoted.</summary>
public sealed class FailoverTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrimaryGone_StandbyPromoted_ThePortalContinuesWithEverySave()
    {
        PostgresServer.SkipWhenMissing();
        using var server = PostgresServer.StartNew();
        var first = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(server.CreateDatabase()));
        var second = server.StartStandby();
        var both = $"Host=127.0.0.1:{first.Port},127.0.0.1:{second};Database={first.Database};Username={first.Username};Target Session "
            + "Attributes=primary";
        using var database = DatabaseUnderTest.ForExisting(both);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        await portal.ConnectBackplaneAsync();
        var signal = new Signal();
        using var subscription = portal.Snapshots.Subscribe(Aarhus, signal.Set);
        await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        var anna = await portal.AddAsync(AContact());
        await WaitForReplicationAsync(second, first.Database!);

        var listening = new Signal();
        using var resync = portal.Get<Backplane>().SubscribeToResync(listening.Set);
        server.Stop();
        var draft = ContactDraft.Of(anna).With(ContactField.Phone, "33123456");
        await Assert.ThrowsAnyAsync<Exception>(() => portal.SaveAsync(AnActor(), draft));
        server.Promote();
        await listening.WaitAsync();
        var saved = await portal.SavedAsync(AnActor(), draft);
        await signal.WaitUntilAsync(() => subscription.Current?.Find(anna.Id) == saved);
        Assert.Equal(saved, await portal.FindAsync(Aarhus, anna.Id));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    /// <summary>Completes when the standby has everything that the primary has acknowledged.</summary>
    private static async Task WaitForReplicationAsync(int second, string database)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={second};Database={database};Username=postgres;Pooling=false");
        await connection.OpenAsync(CancellationToken);
        await using var count = new NpgsqlCommand("""SELECT count(*) FROM "Contacts" """, connection);
        await Poll.UntilAsync(async () => await count.ExecuteScalarAsync(CancellationToken) is 1L);
    }
}
