using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>The demonstration database, created once a run: seeding takes seconds, copying the file does not.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-seed-").FullName;
    private Task? seeding;
    private readonly Lock sync = new();

    private string File => Path.Combine(folder, "portal.db");

    public ValueTask InitializeAsync() => default;

    /// <summary>Copies the database to that path.</summary>
    public async Task CopyToAsync(string path)
    {
        Task seeded;
        lock (sync)
            seeded = seeding ??= Task.Run(SeedAsync);
        await seeded;
        System.IO.File.Copy(File, path);
    }

    public ValueTask DisposeAsync()
    {
        TemporaryFolder.Remove(folder);
        return default;
    }

    private async Task SeedAsync()
    {
        await using (var portal = new PortalHost { DatabaseFile = File })
            portal.Start();

        // Closing the last connection checkpoints the WAL into the file.
        using var pooled = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(pooled);
    }
}
