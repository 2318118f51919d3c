using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

public sealed class BackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_WhileSavesRun_IsWholeAndHasWhatWasSavedBefore()
    {
        using var database = DatabaseUnderTest.OnDisk(Database.Sqlite);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(Stop);
        for (var i = 0; i < 20; i++)
            await portal.HasAsync(AContact());

        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var saves = Task.Run(
            async () =>
            {
                var saved = 0;
                for (; !over.IsCancellationRequested; saved++)
                    await portal.HasAsync(AContact());
                return saved;
            },
            Stop);
        var file = Path.Combine(database.Root, "copy", "App_Data", "portal.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await portal.Store.BackUpAsync(file, Stop);
        await over.CancelAsync();
        Assert.True(await saves > 0);

        using var restored = DatabaseUnderTest.At(Path.Combine(database.Root, "copy"));
        await using var copy = PortalUnderTest.On(restored);
        await using var db = await copy.ReadAsync();
        var contacts = await db.Contacts.CountAsync(Stop);
        Assert.InRange(contacts, 20, int.MaxValue);
        Assert.Equal(contacts, await db.History.Select(e => e.Subject).Distinct().CountAsync(Stop));
        await copy.Store.MigrateAsync(Stop);
        Person person = APerson();
        await copy.HasAsync(person);
        (await copy.SaveAsync(AnActor(), ADraftOf(person))).Is<SaveOutcome.Saved>();
    }

    [Theory, EveryDatabase]
    public async Task FileThatExists_AsABackup_IsLeftAlone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "precious", Stop);
        await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync(file, Stop));
        Assert.Equal("precious", await File.ReadAllTextAsync(file, Stop));
        File.Delete(file);
    }

    [Theory, EveryDatabase]
    public async Task DatabaseThatIsNotThere_AsASource_IsSaidSo(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var portal = PortalUnderTest.On(database);
        var file = Path.Combine(database.Root, "copy.db");
        await Assert.ThrowsAsync<IOException>(() => portal.Store.BackUpAsync(file, Stop));
        Assert.False(File.Exists(file));
    }
}
