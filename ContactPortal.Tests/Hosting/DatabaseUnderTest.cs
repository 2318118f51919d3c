using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>A database for one test, removed when disposed.</summary>
public sealed class DatabaseUnderTest : IDisposable
{
    private const string SqliteFile = "Data Source=App_Data/portal.db";

    private DatabaseUnderTest(string connectionString, string? root = null, string? name = null) =>
        (ConnectionString, Root, Name) = (connectionString, root ?? Directory.CreateTempSubdirectory("contactportal-").FullName, name);

    /// <summary>The connection string that the portal is configured with.</summary>
    public string ConnectionString { get; }

    /// <summary>The connection string for a process with another working directory.</summary>
    public string AbsoluteConnectionString => Name is null ? $"Data Source={File}" : ConnectionString;

    /// <summary>The database's name on the PostgreSQL server; null on SQLite.</summary>
    public string? Name { get; }

    /// <summary>The folder used as the portal's content root.</summary>
    public string Root { get; }

    /// <summary>An empty database without a schema, as at the portal's first start.</summary>
    public static DatabaseUnderTest On(Database database) => database switch
    {
        Database.Sqlite => new(SqliteFile),
        Database.Postgres => OnServer(PostgresServer.Running.CreateDatabase()),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    /// <summary>The same, but a SQLite file is kept on a disk: for tests of durability and of write speed.</summary>
    public static DatabaseUnderTest OnDisk(Database database) =>
        database == Database.Sqlite ? new(SqliteFile, TemporaryFolder.MakeOnDisk("contactportal-")) : On(database);

    /// <summary>An empty database with the schema, copied from one migrated once a run, so that migrating it does nothing.</summary>
    public static async Task<DatabaseUnderTest> CreateMigratedAsync(Database database)
    {
        if (database == Database.Postgres)
            return OnServer(await PostgresServer.Running.CreateMigratedDatabaseAsync());
        var made = On(database);
        await MigratedFile.WriteToAsync(made.File);
        return made;
    }

    /// <summary>Copies the database, which must not be in use.</summary>
    public async Task<DatabaseUnderTest> CopyAsync()
    {
        if (Name is not null)
            return OnServer(PostgresServer.Running.CopyDatabase(Name));

        // Closing the last connection checkpoints the WAL into the file.
        CloseConnections();
        var copy = On(Database.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(copy.File)!);
        await using var from = System.IO.File.OpenRead(File);
        await using var to = System.IO.File.Create(copy.File);
        await from.CopyToAsync(to);
        return copy;
    }

    /// <summary>The same database with another connection string; only the original removes it.</summary>
    public DatabaseUnderTest Over(string connectionString) => new(connectionString, Root, Name);

    /// <summary>An existing database, which is kept; only the temporary folder is removed.</summary>
    public static DatabaseUnderTest ForExisting(string connectionString) => new(connectionString);

    /// <summary>An existing SQLite database in that folder; the folder is removed.</summary>
    public static DatabaseUnderTest InFolder(string root) => new(SqliteFile, root);

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(Root, "App_Data", "portal.db");

    /// <summary>Clears this process's connection pool, which keeps the file open.</summary>
    public void CloseConnections()
    {
        using var pooled = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(pooled);
    }

    public void Dispose()
    {
        if (Name is not null)
            PostgresServer.Running.DropDatabase(Name);
        CloseConnections();
        TemporaryFolder.Remove(Root);
    }

    private static DatabaseUnderTest OnServer(string name) => new(PostgresServer.Running.ConnectionStringOf(name), name: name);
}
