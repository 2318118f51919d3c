using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>
/// Sets the pragmas of every opened connection: flush to disk at each commit (a power cut loses no acknowledged change), enforce foreign
/// keys, and wait up to 5 s for a writer in another process.
/// </summary>
internal sealed class SqlitePragmas : ConnectionOpenedInterceptor
{
    protected override void ConfigureCommand(DbCommand command, DbContext? context) =>
        command.CommandText = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";
}
