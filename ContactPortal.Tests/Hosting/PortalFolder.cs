using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>A folder with a copy of the demonstration database, for a test that starts the portal itself.</summary>
internal sealed class PortalFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-own-").FullName;

    private PortalFolder()
    {
    }

    public string DatabaseFile => Path.Combine(folder, "portal.db");

    public string ConnectionString => $"Data Source={DatabaseFile}";

    public static async Task<PortalFolder> OfAsync(SeededDatabase seeded)
    {
        var made = new PortalFolder();
        await seeded.CopyToAsync(made.DatabaseFile);
        return made;
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection($"Data Source={DatabaseFile}"))
            SqliteConnection.ClearPool(pooled);
        TemporaryFolder.Remove(folder);
    }
}
