using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>Classifies SQLite's errors.</summary>
internal static class SqliteFailures
{
    private const int InputOutputError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;
    private const int NoDatabase = 26;

    /// <summary>Whether the file is none that the portal can open and write; null for another provider's exception.</summary>
    public static bool? IsUnusable(DbException exception) =>
        exception is SqliteException sqlite ? sqlite.SqliteErrorCode is CannotOpen or ReadOnly or NoDatabase : null;

    /// <summary>Whether the file can't be read or written, on a full disk for example; null for another provider's exception.</summary>
    public static bool? IsOutage(DbException exception) =>
        exception is SqliteException sqlite ? sqlite.SqliteErrorCode is InputOutputError or Full or CannotOpen : null;
}
