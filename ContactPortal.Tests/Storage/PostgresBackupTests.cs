using System.Net;
using System.Xml.Linq;
using ContactPortal.Blazor;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Storage;

/// <summary>A backup of PostgreSQL as docs/operation.md has it is whole, comes back with its walls, and whatever is less than that is noticed.</summary>
public sealed class PostgresBackupTests(PostgresBackup backup) : IClassFixture<PostgresBackup>, IAsyncLifetime
{
    private const string VerifyHistory = "verify-history";

    private DatabaseUnderTest restored = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        restored = DatabaseUnderTest.On(Database.Postgres);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        restored?.Dispose();
        return default;
    }

    [Fact]
    public async Task Backup_RestoredIntoAnEmptyDatabase_IsTheSameByRowsDefinitionsAndHistory()
    {
        await RestoreAsync();
        var rows = await RowsAsync(backup.Original);
        Assert.True(rows.DistinctBy(row => row.Split('>')[0]).Count() > 10, "Too few tables have rows.");
        Assert.Equal(rows, await RowsAsync(restored));
        Assert.Equal(await DefinitionsAsync(backup.Original), await DefinitionsAsync(restored));

        var (exitCode, said) = await PortalProcess.RunAsync(restored.ConnectionString, VerifyHistory);
        Assert.Equal(await PortalProcess.RunAsync(backup.Original.ConnectionString, VerifyHistory), (exitCode, said));
        Assert.Equal(0, exitCode);
        Assert.EndsWith(" verified, 0 faulty.\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_Restored_KeepsOrganisationsApartAsBefore()
    {
        await RestoreAsync();
        await using var portal = PortalUnderTest.On(restored);
        await using (var all = await portal.ReadAsync())
            Assert.True(await all.Contacts.Select(c => c.Organisation).Distinct().CountAsync(CancellationToken) > 1);
        await using (var one = await portal.Store.OpenReadAsync(Aarhus, CancellationToken))
            Assert.Equal([Aarhus], await one.Contacts.Select(c => c.Organisation).Distinct().ToListAsync(CancellationToken));
        await using var untold = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await untold.Contacts.CountAsync(CancellationToken));
    }

    [Fact]
    public async Task Portal_StartedOnARestoredBackup_SignsInShowsContactsAndSaves()
    {
        await RestoreAsync();
        await using var host = new PortalHost { DatabaseFile = restored.File, ConnectionString = restored.ConnectionString };
        host.Start();
        using var mette = await PlainClient.OfAsync(host, "Mette Holm");
        Assert.Equal(HttpStatusCode.OK, (await mette.GetAsync(PortalUrls.Contacts)).StatusCode);

        await using var portal = PortalUnderTest.On(restored);
        var saved = await portal.HasAsync(AContact().AnsweringFor(Amfora));
        Assert.Equal(saved, await portal.FindAsync(Aarhus, saved.Id));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Fact]
    public async Task Backup_MadeAsThePortalsOwnRole_IsRefused()
    {
        var (exitCode, said) = await backup.RunAsync(PostgresBackup.Dump.Replace("portal_backup", "portal", StringComparison.Ordinal) + ".refused", backup.Original);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("row-level security", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_RestoredOverWhatIsThere_IsRefusedAndChangesNothing()
    {
        await using (var portal = PortalUnderTest.On(restored))
        {
            await portal.Store.MigrateAsync(CancellationToken);
            await portal.HasAsync(AContact());
        }

        var before = await RowsAsync(restored);
        Assert.NotEqual(0, (await backup.RunAsync(PostgresBackup.Restore, restored)).ExitCode);
        Assert.Equal(before, await RowsAsync(restored));
    }

    [Fact]
    public async Task Backup_RestoredWithoutItsRows_IsNoticedByTheVerification()
    {
        await RestoreAsync(" --schema-only");
        Assert.NotEqual(0, (await PortalProcess.RunAsync(restored.ConnectionString, VerifyHistory)).ExitCode);
    }

    private async Task RestoreAsync(string otherwise = "") =>
        Assert.Equal((0, ""), await backup.RunAsync(PostgresBackup.Restore + otherwise, restored));

    /// <summary>Every row of every table, each within its table's name.</summary>
    private static async Task<List<string>> RowsAsync(DatabaseUnderTest database)
    {
        await using var portal = PortalUnderTest.On(database);
        await using var db = await portal.ReadAsync();
        var xml = await db.Database.SqlQuery<string>($"""SELECT schema_to_xml('public', true, true, '')::text AS "Value" """).SingleAsync(CancellationToken);
        return [.. XDocument.Parse(xml).Root!.Elements().Select(row => row.ToString(SaveOptions.DisableFormatting)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Tables with their owners, walls and everything else, as commands; a line that begins with a backslash is another one each time.</summary>
    private async Task<IEnumerable<string>> DefinitionsAsync(DatabaseUnderTest database)
    {
        var (exitCode, said) = await backup.RunAsync("pg_dump --username=portal_backup --dbname=portal --schema-only", database);
        Assert.Equal(0, exitCode);
        return said.Split('\n').Where(line => !line.StartsWith('\\'));
    }
}
