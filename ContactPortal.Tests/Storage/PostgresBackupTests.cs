using System.Net;
using System.Xml.Linq;
using ContactPortal.Blazor;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Storage;

/// <summary>A PostgreSQL backup as in docs/operation.md is complete and restores the policies; an incomplete one is detected.</summary>
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

        var (exitCode, output) = await PortalProcess.RunAsync(restored.ConnectionString, VerifyHistory);
        Assert.Equal(await PortalProcess.RunAsync(backup.Original.ConnectionString, VerifyHistory), (exitCode, output));
        Assert.Equal(0, exitCode);
        Assert.EndsWith(" verified, 0 faulty.\n", output, StringComparison.Ordinal);
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
        await using var unscoped = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await unscoped.Contacts.CountAsync(CancellationToken));
    }

    [Fact]
    public async Task Portal_StartedOnARestoredBackup_SignsInShowsContactsAndSaves()
    {
        await RestoreAsync();
        await using var host = new PortalHost { DatabaseFile = restored.File, ConnectionString = restored.ConnectionString };
        host.Start();
        using var mette = await PortalClient.SignedInAsync(host, "Mette Holm");
        Assert.Equal(HttpStatusCode.OK, (await mette.GetAsync(PortalUrls.Contacts)).StatusCode);

        await using var portal = PortalUnderTest.On(restored);
        var saved = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        Assert.Equal(saved, await portal.FindAsync(Aarhus, saved.Id));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Fact]
    public async Task Backup_MadeAsThePortalsOwnRole_IsRefused()
    {
        var (exitCode, output) = await backup.RunAsync(
            PostgresBackup.Dump.Replace("portal_backup", "portal", StringComparison.Ordinal) + ".refused", backup.Original);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("row-level security", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_RestoredOverWhatIsThere_IsRefusedAndChangesNothing()
    {
        await using (var portal = PortalUnderTest.On(restored))
        {
            await portal.Store.MigrateAsync(CancellationToken);
            await portal.AddAsync(AContact());
        }

        var before = await RowsAsync(restored);
        Assert.NotEqual(0, (await backup.RunAsync(PostgresBackup.Restore, restored)).ExitCode);
        Assert.Equal(before, await RowsAsync(restored));
    }

    [Fact]
    public async Task Backup_RestoredWithoutItsRows_IsDetectedByTheVerification()
    {
        await RestoreAsync(" --schema-only");
        Assert.NotEqual(0, (await PortalProcess.RunAsync(restored.ConnectionString, VerifyHistory)).ExitCode);
    }

    private async Task RestoreAsync(string options = "") =>
        Assert.Equal((0, ""), await backup.RunAsync(PostgresBackup.Restore + options, restored));

    /// <summary>Every row of every table, as an XML element named after the table.</summary>
    private static async Task<List<string>> RowsAsync(DatabaseUnderTest database)
    {
        await using var portal = PortalUnderTest.On(database);
        await using var db = await portal.ReadAsync();
        var xml = await db.Database.SqlQuery<string>($"""SELECT schema_to_xml('public', true, true, '')::text AS "Value" """)
            .SingleAsync(CancellationToken);
        return [.. XDocument.Parse(xml).Root!.Elements()
            .Select(row => row.ToString(SaveOptions.DisableFormatting)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The schema as SQL, with owners and policies; without lines beginning with a backslash, which differ in each dump.</summary>
    private async Task<IEnumerable<string>> DefinitionsAsync(DatabaseUnderTest database)
    {
        var (exitCode, output) = await backup.RunAsync("pg_dump --username=portal_backup --dbname=portal --schema-only", database);
        Assert.Equal(0, exitCode);
        return output.Split('\n').Where(line => !line.StartsWith('\\'));
    }
}
