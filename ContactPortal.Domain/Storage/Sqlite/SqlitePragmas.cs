using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>
/// What every connection is told when it opens: wait for the disk at each commit (a power cut loses nothing that was acknowledged),
/// keep foreign keys, and wait a moment for a writer of another process.
/// </summary>
internal sealed class SqlitePragmas : ConnectionOpenedInterceptor
{
    protected override void ConfigureCommand(DbCommand command, DbContext? context) =>
        command.CommandText = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";
}
