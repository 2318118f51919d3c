using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>What the portal asks of PostgreSQL in particular: organisations write side by side, and a line that breaks loses nothing.</summary>
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
    public async Task Writers_OfOneOrganisation_TakeTurnsAcrossProcessesAndAnotherOrganisationDoesNotWait()
    {
        var contact = await portal.HasAsync(AContact());
        await using var other = portal.AnotherProcess();
        await using var writer = await portal.ReadAsync();
        Task<SaveOutcome> second;
        await using (var transaction = await writer.BeginWriteTransactionAsync(Aarhus, CancellationToken))
        {
            second = other.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nummer To"));
            await portal.UntilWaitingAsync(1, second);
            await other.HasAsync(AContact().In(Roskilde));
            Assert.Equal(1, await portal.WaitingAsync());
            await writer.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Phone, "+4533663366"), CancellationToken);
            await transaction.CommitAsync(CancellationToken);
        }

        Assert.Equal("+4533663366", (await second).Is<SaveOutcome.Saved>().Contact.Values.Phone);
    }

    [Fact]
    public async Task Start_ThatTakesLongerThanAQuestionMay_IsWaitedForByAnotherProcess()
    {
        var held = new TaskCompletionSource();
        var first = portal.Store.MigrateAsync(() => held.Task, CancellationToken);
        var impatient = $"{portal.Database.ConnectionString};Command Timeout=1";
        await using var other = portal.AnotherProcess(impatient);
        var second = other.Store.MigrateAsync(CancellationToken);
        await portal.UntilWaitingAsync(1, second);

        // Two questions that began later are given up, one after the other.
        for (var i = 0; i < 2; i++)
            Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<NpgsqlException>(() => AskTooMuchAsync(impatient))).InnerException);
        await portal.UntilWaitingAsync(1, second);
        held.SetResult();
        await first;
        await second;
    }

    private static async Task AskTooMuchAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_sleep(60)", connection);
        await command.ExecuteNonQueryAsync(CancellationToken);
    }

    [Fact]
    public async Task LineThatBreaks_BeforeTheCommit_IsTriedAgainOnAnotherOne()
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
    public async Task LineThatBreaks_WhileTheCommitIsAskedFor_IsTheCallersToJudge()
    {
        PostgresServer.Running.Do(
            """
            CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
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
    public async Task DatabaseThatIsNotThere_MigratedOrAskedFor_IsSaidWhere()
    {
        using var database = DatabaseUnderTest.On(Database.Postgres);
        PostgresServer.Running.Remove(database.Name!);
        await using var lost = PortalUnderTest.On(database);
        var said = $"There is no database {database.Name} at 127.0.0.1, port ";
        Assert.StartsWith(said, (await Assert.ThrowsAsync<IOException>(() => lost.Store.MigrateAsync(CancellationToken))).Message, StringComparison.Ordinal);
        Assert.StartsWith(said, (await Assert.ThrowsAsync<IOException>(() => lost.Store.EnsureExistsAsync(CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_OfAServersDatabase_IsRefusedWithTheWordsForIt()
    {
        var refused = await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync("copy.db", CancellationToken));
        Assert.Contains("pg_dump", refused.Message, StringComparison.Ordinal);
    }
}
