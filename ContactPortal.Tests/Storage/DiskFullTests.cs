using System.Data.Common;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>A database whose disk is full is known to be so until it can be written again.</summary>
public sealed class DiskFullTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task DiskThatIsFull_UntilItHasRoom_CanNotBeWritten(Database kind)
    {
        await using var portal = await PortalUnderTest.OnAsync(kind);
        var disk = new Disk(kind);
        await using var process = portal.AnotherProcess(disk);
        Assert.True(await process.Store.CanWriteAsync(CancellationToken));

        disk.IsFull = true;
        await Assert.ThrowsAnyAsync<Exception>(
            () => new RevokedSessions(process.Store, process.Clock).RevokeAsync("session", CancellationToken));
        Assert.False(await process.Store.CanWriteAsync(CancellationToken));
        Assert.True(await process.Store.CanConnectAsync(CancellationToken));

        disk.IsFull = false;
        Assert.True(await process.Store.CanWriteAsync(CancellationToken));
        await using var db = await process.ReadAsync();
        Assert.Empty(db.RevokedSessions);
    }

    /// <summary>Fails every insertion as the database does when its disk is full.</summary>
    private sealed class Disk(Database kind) : DbCommandInterceptor
    {
        public bool IsFull { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken)
        {
            if (IsFull && command.CommandText.Contains("INSERT", StringComparison.Ordinal))
                throw kind == Database.Sqlite
                    ? new SqliteException("database or disk is full", 13)
                    : new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
            return new(result);
        }
    }
}
