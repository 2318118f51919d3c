using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>
/// What every connection is told when it opens: wait for the disk at each commit (a power cut loses nothing that was acknowledged),
/// keep foreign keys, and wait a moment for a writer of another process.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
