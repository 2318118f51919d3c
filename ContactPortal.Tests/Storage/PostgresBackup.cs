using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Storage;

/// <summary>The demonstration data on PostgreSQL, backed up with exactly the commands of docs/operation.md.</summary>
public sealed class PostgresBackup(SeededDatabase seeded) : IAsyncLifetime
{
    private const string DocumentedDatabase = "--dbname=portal";
    private const string DocumentedFile = "portal.dump";
    private const string DocumentedHost = "--host=db.example ";

    /// <summary>The database that was backed up.</summary>
    public DatabaseUnderTest Original { get; private set; } = null!;

    /// <summary>The command that makes the backup.</summary>
    internal static string Dump { get; } = Documented("pg_dump ");

    /// <summary>The command that restores it.</summary>
    internal static string Restore { get; } = Documented("pg_restore ");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.UnavailableReason is not null)
            return;
        Original = DatabaseUnderTest.On(Database.Postgres);
        using (var folder = await PortalFolder.OfAsync(seeded))
        {
            using var source = DatabaseUnderTest.ForExisting(folder.ConnectionString);
            await using PortalUnderTest from = PortalUnderTest.On(source), to = PortalUnderTest.On(Original);
            await new DatabaseCopy(from.Store, to.Store).CopyAsync(CancellationToken);
        }

        PostgresServer.Running.Execute(Documented("CREATE ROLE portal_backup "));
        var (exitCode, output) = await RunAsync(Dump, Original);
        Assert.Equal((0, ""), (exitCode, output));
    }

    /// <summary>Runs a documented command on another database.</summary>
    internal Task<(int ExitCode, string Output)> RunAsync(string command, DatabaseUnderTest database) =>
        PostgresServer.Running.RunAsync(command
        .Replace(DocumentedHost, "", StringComparison.Ordinal)
        .Replace(DocumentedDatabase, $"--dbname={database.Name}", StringComparison.Ordinal)
        .Replace(DocumentedFile, Path.Combine(Original.Root, DocumentedFile), StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        Original?.Dispose();
        return default;
    }

    private static string Documented(string beginning) => File.ReadLines(Path.Combine(Sources.Root, "docs", "operation.md"))
        .Select(line => line.Trim())
        .Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
