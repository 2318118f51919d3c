using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>An empty database of its own for one test, removed after it.</summary>
public sealed class DatabaseUnderTest : IDisposable
{
    private DatabaseUnderTest(string connectionString, string root) => (ConnectionString, Root) = (connectionString, root);

    /// <summary>What the portal is configured with.</summary>
    public string ConnectionString { get; }

    /// <summary>The folder that stands for the portal's content root.</summary>
    public string Root { get; }

    public static DatabaseUnderTest On(Database database) => database switch
    {
        Database.Sqlite => new("Data Source=App_Data/portal.db", Directory.CreateTempSubdirectory("contactportal-").FullName),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, "There is no such database."),
    };

    /// <summary>What stands in that folder already, which is removed with it.</summary>
    public static DatabaseUnderTest At(string root) => new("Data Source=App_Data/portal.db", root);

    /// <summary>The file, on SQLite.</summary>
    public string File => Path.Combine(Root, "App_Data", "portal.db");

    /// <summary>Closes this process's connections, which keep the file open after their use.</summary>
    public void LetGo()
    {
        using var pooled = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(pooled);
    }

    public void Dispose()
    {
        LetGo();
        TemporaryFolder.Remove(Root);
    }
}
