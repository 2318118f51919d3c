using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>An outage of the database is one Error when it begins and one Information when it ends.</summary>
public sealed class DatabaseOutageTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly NpgsqlException Refused = new("Failed to connect", new System.Net.Sockets.SocketException(111));

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Outage_WithManyFailures_IsLoggedOnceAtItsBeginningAndOnceAtItsEnd()
    {
        var (clock, log, answers) = (new FakeTimeProvider(), new CapturedLog(), false);
        using var factory = new LoggerFactory([log]);
        using var outage = new DatabaseOutage(_ => Task.FromResult(answers), clock, factory.CreateLogger<DatabaseOutage>());
        for (var i = 0; i < 3; i++)
        {
            outage.Report(Refused);
            clock.Advance(Interval);
        }

        var begun = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, begun.Level);
        Assert.Contains("The database does not answer", begun.Text, StringComparison.Ordinal);

        answers = true;
        clock.Advance(Interval);
        clock.Advance(Interval);
        Assert.Equal([LogLevel.Error, LogLevel.Information], log.Lines.Select(line => line.Level));
        Assert.Contains("answers again, after 00:00:20", log.Lines.Last().Text, StringComparison.Ordinal);

        // The next one is another.
        outage.Report(Refused);
        Assert.Equal(2, log.Errors.Count());
    }

    [Fact]
    public void Failure_ByTheDatabaseOrByItsCommand_IsDistinguished()
    {
        Assert.Equal(LogLevel.Warning, new InvalidOperationException("", Refused).FailureLevel);
        Assert.Equal(LogLevel.Warning, Server("57P01").FailureLevel);
        Assert.Equal(LogLevel.Warning, Server("53300").FailureLevel);
        Assert.Equal(LogLevel.Warning, new SqliteException("full", 13).FailureLevel);
        Assert.Equal(LogLevel.Error, Server("40001").FailureLevel);
        Assert.Equal(LogLevel.Error, Server("23505").FailureLevel);
        Assert.Equal(LogLevel.Error, new SqliteException("constraint", 19).FailureLevel);
        Assert.Equal(LogLevel.Error, new InvalidOperationException().FailureLevel);

        static PostgresException Server(string state) => new("", "FATAL", "FATAL", state);
    }

    [Fact]
    public async Task Queries_OnADatabaseThatIsAway_LogOneErrorTogether()
    {
        PostgresServer.SkipWhenMissing();
        await using var near = await PortalUnderTest.OnAsync(Database.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(near.Database.ConnectionString);
        await using var proxy = new FaultyTcpProxy($"http://127.0.0.1:{settings.Port}");
        settings.Port = new Uri(proxy.Address).Port;
        await using var portal = near.AnotherProcess(settings.ToString());
        Assert.True(await portal.Store.CanConnectAsync(CancellationToken));
        Assert.Empty(portal.Log.Errors);
        proxy.Disconnect();
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAnyAsync<Exception>(() => portal.Store.OpenReadAllAsync(CancellationToken));
        Assert.Contains("The database does not answer", Assert.Single(portal.Log.Errors).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstStart_OnAnEmptyPostgresDatabase_LogsNoErrorAndNoWarningOfTheDatabase()
    {
        PostgresServer.SkipWhenMissing();
        using var database = DatabaseUnderTest.On(Database.Postgres);
        await using var host = new PortalHost
        {
            DatabaseFile = Path.Combine(database.Root, "portal.db"), ConnectionString = database.ConnectionString,
            Settings = { ["Demonstration"] = "false" }, Environment = Environments.Development,
        };
        host.Start();
        Assert.DoesNotContain(
            host.Log.Lines, line => line.Level >= LogLevel.Error
                || (line.Level == LogLevel.Warning && line.Category.Contains("EntityFrameworkCore", StringComparison.Ordinal)));
    }
}
