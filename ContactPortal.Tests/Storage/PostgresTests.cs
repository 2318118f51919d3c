using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>What is specific to PostgreSQL: organisations write in parallel, and a broken connection loses nothing.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private PortalUnderTest portal = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        portal = await PortalUnderTest.OnAsync(Database.Postgres);
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
            await portal.DisposeAsync();
    }

    [Fact]
    public async Task Writers_OfOneOrganisation_AreSerialisedAcrossProcessesAndAnotherOrganisationDoesNotWait()
    {
        var contact = await portal.AddAsync(AContact());
        await using var other = portal.AnotherProcess();
        await using var writer = await portal.ReadAsync();
        Task<SaveOutcome> second;
        await using (var transaction = await writer.BeginWriteTransactionAsync(Aarhus, CancellationToken))
        {
            second = other.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nummer To"));
            await portal.WaitUntilBlockedAsync(1, second);
            await other.AddAsync(AContact().In(Roskilde));
            Assert.Equal(1, await portal.CountBlockedAsync());
            await writer.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Phone, "+4533663366"), CancellationToken);
            await transaction.CommitAsync(CancellationToken);
        }

        Assert.Equal("+4533663366", (await second).Is<SaveOutcome.Saved>().Contact.Values.Phone);
    }

    [Fact]
    public async Task Migration_LongerThanTheCommandTimeout_IsWaitedForByAnotherProcess()
    {
        var held = new TaskCompletionSource();
        var first = portal.Store.MigrateAsync(() => held.Task, CancellationToken);
        var shortTimeout = $"{portal.Database.ConnectionString};Command Timeout=1";
        await using var other = portal.AnotherProcess(shortTimeout);
        var second = other.Store.MigrateAsync(CancellationToken);
        await portal.WaitUntilBlockedAsync(1, second);

        // Two later queries time out meanwhile, one after the other.
        for (var i = 0; i < 2; i++)
            Assert.IsType<TimeoutException>(
                (await Assert.ThrowsAsync<NpgsqlException>(() => RunSlowQueryAsync(shortTimeout))).InnerException);
        await portal.WaitUntilBlockedAsync(1, second);
        held.SetResult();
        await first;
        await second;
    }

    private static async Task RunSlowQueryAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_sleep(60)", connection);
        await command.ExecuteNonQueryAsync(CancellationToken);
    }

    [Fact]
    public async Task ConnectionLost_BeforeTheCommit_IsRetriedOnAnotherOne()
    {
        var tried = 0;
        var persons = await portal.Store.ExecuteWriteAsync(
            Aarhus,
            async (db, cancellationToken) =>
            {
                db.Persons.Add(APerson());
                await db.SaveChangesAsync(cancellationToken);
                if (++tried == 1)
                    await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pg_backend_pid())", cancellationToken);
                return await db.Persons.CountAsync(cancellationToken);
            },
            CancellationToken);
        Assert.Equal((2, 1), (tried, persons));
    }

    [Fact]
    public async Task ConnectionLost_DuringTheCommit_IsNotRetried()
    {
        PostgresServer.Running.Execute(
            """
            CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER break AFTER INSERT ON "Persons" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break();
            """,
            portal.Database.Name!);
        var tried = 0;
        await Assert.ThrowsAnyAsync<Exception>(() => portal.Store.ExecuteWriteAsync(
            Aarhus,
            (db, _) =>
            {
                tried++;
                return Task.FromResult(db.Persons.Add(APerson()));
            },
            CancellationToken));
        Assert.Equal(1, tried);
    }

    [Fact]
    public async Task MissingDatabase_MigratedOrChecked_IsRefusedNamingTheServer()
    {
        using var database = DatabaseUnderTest.On(Database.Postgres);
        PostgresServer.Running.DropDatabase(database.Name!);
        await using var lost = PortalUnderTest.On(database);
        var message = $"There is no database {database.Name} at 127.0.0.1, port ";
        Assert.StartsWith(
            message, (await Assert.ThrowsAsync<IOException>(() => lost.Store.MigrateAsync(CancellationToken))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            message, (await Assert.ThrowsAsync<IOException>(() => lost.Store.EnsureExistsAsync(CancellationToken))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_OfAPostgresDatabase_IsRefusedNamingPgDump()
    {
        var refused = await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync("copy.db", CancellationToken));
        Assert.Contains("pg_dump", refused.Message, StringComparison.Ordinal);
    }
}
