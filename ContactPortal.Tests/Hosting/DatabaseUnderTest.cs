using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>An empty database of its own for one test, removed after it.</summary>
public sealed class DatabaseUnderTest : IDisposable
{
    private const string SqliteFile = "Data Source=App_Data/portal.db";

    private DatabaseUnderTest(string connectionString, string? root = null, string? name = null) =>
        (ConnectionString, Root, Name) = (connectionString, root ?? Directory.CreateTempSubdirectory("contactportal-").FullName, name);

    /// <summary>What the portal is configured with.</summary>
    public string ConnectionString { get; }

    /// <summary>The same for a process that starts in another folder.</summary>
    public string AbsoluteConnectionString => Name is null ? $"Data Source={File}" : ConnectionString;

    /// <summary>Its name on the server, on PostgreSQL.</summary>
    public string? Name { get; }

    /// <summary>The folder that stands for the portal's content root.</summary>
    public string Root { get; }

    /// <summary>One without a schema, as the portal finds it at its first start.</summary>
    public static DatabaseUnderTest On(Database database) => database switch
    {
        Database.Sqlite => new(SqliteFile),
        Database.Postgres => OnServer(PostgresServer.Running.Make()),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    /// <summary>The same, with what SQLite writes on a disk: for tests of what survives there, and of how long it takes.</summary>
    public static DatabaseUnderTest OnDisk(Database database) =>
        database == Database.Sqlite ? new(SqliteFile, TemporaryFolder.MakeOnDisk("contactportal-")) : On(database);

    /// <summary>One that has its schema already, as a copy of one that was migrated once a run; the portal's own migration finds nothing to do.</summary>
    public static async Task<DatabaseUnderTest> CreateMigratedAsync(Database database)
    {
        if (database == Database.Postgres)
            return OnServer(await PostgresServer.Running.MakeMigratedAsync());
        var made = On(database);
        await MigratedFile.WriteToAsync(made.File);
        return made;
    }

    /// <summary>Another one with the same content; nobody may use this one meanwhile.</summary>
    public async Task<DatabaseUnderTest> CopyAsync()
    {
        if (Name is not null)
            return OnServer(PostgresServer.Running.MakeCopy(Name));

        // The last connection to close writes the log into the file.
        CloseConnections();
        var copy = On(Database.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(copy.File)!);
        await using var from = System.IO.File.OpenRead(File);
        await using var to = System.IO.File.Create(copy.File);
        await from.CopyToAsync(to);
        return copy;
    }

    /// <summary>The same database, reached over another connection; it is removed by whoever has made it.</summary>
    public DatabaseUnderTest Over(string connectionString) => new(connectionString, Root, Name);

    /// <summary>What stands there already, and stays; its folder alone is removed.</summary>
    public static DatabaseUnderTest ForExisting(string connectionString) => new(connectionString);

    /// <summary>What stands in that folder already, which is removed with it.</summary>
    public static DatabaseUnderTest InFolder(string root) => new(SqliteFile, root);

    /// <summary>The file, on SQLite.</summary>
    public string File => Path.Combine(Root, "App_Data", "portal.db");

    /// <summary>Closes this process's connections, which keep the file open after their use.</summary>
    public void CloseConnections()
    {
        using var pooled = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(pooled);
    }

    public void Dispose()
    {
        if (Name is not null)
            PostgresServer.Running.Remove(Name);
        CloseConnections();
        TemporaryFolder.Remove(Root);
    }

    private static DatabaseUnderTest OnServer(string name) => new(PostgresServer.Running.ConnectionStringOf(name), name: name);
}
