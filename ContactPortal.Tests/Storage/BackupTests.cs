using System.Collections.Concurrent;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

public sealed class BackupTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_WhileSavesRun_IsWholeAndHasWhatWasSavedBefore()
    {
        using var database = DatabaseUnderTest.OnDisk(Database.Sqlite);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        var (acknowledged, saved) = (new ConcurrentQueue<Guid>(), new Signal());
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var saves = Task.Run(
            async () =>
            {
                while (!stopping.IsCancellationRequested)
                {
                    acknowledged.Enqueue((await portal.AddAsync(AContact())).Id);
                    saved.Set();
                }
            },
            CancellationToken);
        var file = Path.Combine(database.Root, "copy", "App_Data", "portal.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await saved.WaitUntilAsync(() => acknowledged.Count >= 20);
        Guid[] before = [.. acknowledged];
        await portal.Store.BackUpAsync(file, CancellationToken);
        await stopping.CancelAsync();
        await saves;

        using var restored = DatabaseUnderTest.InFolder(Path.Combine(database.Root, "copy"));
        await using var copy = PortalUnderTest.On(restored);
        await using var db = await copy.ReadAsync();
        var contacts = await db.Contacts.Select(c => c.Id).ToListAsync(CancellationToken);
        Assert.Empty(before.Except(contacts));
        Assert.Equal(contacts.Order(), (await db.History.Select(e => e.Subject).Distinct().ToListAsync(CancellationToken)).Order());
        await copy.Store.MigrateAsync(CancellationToken);
        Person person = APerson();
        await copy.AddAsync(person);
        (await copy.SaveAsync(AnActor(), ADraftOf(person))).Is<SaveOutcome.Saved>();
    }

    [Theory, EveryDatabase]
    public async Task FileThatExists_AsABackup_IsLeftAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "precious", CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync(file, CancellationToken));
        Assert.Equal("precious", await File.ReadAllTextAsync(file, CancellationToken));
        File.Delete(file);
    }

    [Theory, EveryDatabase]
    public async Task MissingDatabase_AsASource_IsRefused(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var portal = PortalUnderTest.On(database);
        var file = Path.Combine(database.Root, "copy.db");
        await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync(file, CancellationToken));
        Assert.False(File.Exists(file));
    }
}
