using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Hosting;

/// <summary>A SQLite file with the portal's schema, created once a run: migrating takes hundreds of times as long as copying.</summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Bytes = new(MakeAsync);

    /// <summary>Writes a copy to that path.</summary>
    public static async Task WriteToAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, await Bytes.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        await using (var services = new ServiceCollection()
            .AddSingleton<ChangeFeed>()
            .AddPortalStorage(database.ConnectionString, database.Root)
            .BuildServiceProvider())
        {
            await services.GetRequiredService<PortalDatabase>().MigrateAsync(CancellationToken.None);
        }

        // Closing the last connection checkpoints the WAL into the file.
        database.CloseConnections();
        return await File.ReadAllBytesAsync(database.File);
    }
}
