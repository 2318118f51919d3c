using System.Globalization;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

/// <summary>What is specific to SQLite: the settings with which an acknowledged save survives a power cut and readers never wait.</summary>
public sealed class SqliteTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "5000")]
    public async Task Connection_OpenedAgainAndAgain_HasTheSetting(string setting, string value)
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        for (var i = 0; i < 3; i++)
        {
            // Two at once, so that both a new and a pooled connection are tested.
            await using var one = await portal.ReadAsync();
            await using var other = await portal.ReadAsync();
            Assert.Equal((value, value), (await ReadAsync(one, setting), await ReadAsync(other, setting)));
        }
    }

    [Fact]
    public async Task Reader_WhileAnotherWrites_SeesTheOldStateAndDoesNotWait()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        await using var writer = await portal.ReadAsync();
        await using (await writer.BeginWriteTransactionAsync(Aarhus, CancellationToken))
        {
            await writer.Database.ExecuteSqlAsync($"""UPDATE "Contacts" SET "Name" = 'Halvt'""", CancellationToken);
            Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
        }

        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
    }

    private static async Task<string> ReadAsync(DbContext db, string setting)
    {
        await db.Database.OpenConnectionAsync(CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + setting;
        return Convert.ToString(await command.ExecuteScalarAsync(CancellationToken), CultureInfo.InvariantCulture) ?? "";
    }
}
