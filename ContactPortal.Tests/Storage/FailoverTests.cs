using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Messaging;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>A server that is gone for good, and one that followed it and takes its place.</summary>
public sealed class FailoverTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerGone_TheOneThatFollowedItPromoted_ThePortalGoesOnWithAllThatWasSaved()
    {
        PostgresServer.SkipWhenMissing();
        using var server = PostgresServer.OfItsOwn();
        var first = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(server.Make()));
        var second = server.Follow();
        var both = $"Host=127.0.0.1:{first.Port},127.0.0.1:{second};Database={first.Database};Username={first.Username};Target Session Attributes=primary";
        using var database = DatabaseUnderTest.ForExisting(both);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        await portal.ConnectBackplaneAsync();
        var told = new Signal();
        using var watch = portal.Snapshots.Subscribe(Aarhus, told.Set);
        await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken);
        var anna = await portal.HasAsync(AContact());
        await FollowedAsync(second, first.Database!);

        var hears = new Signal();
        using var hearing = portal.Get<Backplane>().SubscribeToResync(hears.Set);
        server.End();
        var draft = ContactDraft.Of(anna).With(ContactField.Phone, "33123456");
        await Assert.ThrowsAnyAsync<Exception>(() => portal.SaveAsync(AnActor(), draft));
        server.Promote();
        await hears.WaitAsync();
        var saved = await portal.SavedAsync(AnActor(), draft);
        await told.WaitUntilAsync(() => watch.Current?.Find(anna.Id) == saved);
        Assert.Equal(saved, await portal.FindAsync(Aarhus, anna.Id));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    /// <summary>Completes when the second server has everything that the first has acknowledged.</summary>
    private static async Task FollowedAsync(int second, string database)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={second};Database={database};Username=postgres;Pooling=false");
        await connection.OpenAsync(CancellationToken);
        await using var count = new NpgsqlCommand("""SELECT count(*) FROM "Contacts" """, connection);
        await Poll.UntilAsync(async () => await count.ExecuteScalarAsync(CancellationToken) is 1L);
    }
}
