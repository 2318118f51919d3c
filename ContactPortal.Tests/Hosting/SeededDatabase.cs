using Microsoft.Data.Sqlite;

namespace ContactPortal.Tests.Hosting;

/// <summary>The demonstration's database, made once a run: filling it takes seconds, a copy of the file takes none.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-seed-").FullName;
    private Task? seeding;
    private readonly Lock gate = new();

    private string File => Path.Combine(folder, "portal.db");

    public ValueTask InitializeAsync() => default;

    /// <summary>Makes a copy at that path.</summary>
    public async Task CopyToAsync(string path)
    {
        Task seeded;
        lock (gate)
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

        // The last connection to close writes the log into the file.
        using var pooled = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(pooled);
    }
}
