using System.Data.Common;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Storage;

/// <summary>Distinguishes failures that are due to an outage of the database from others.</summary>
public static class DatabaseFailures
{
    extension(Exception exception)
    {
        /// <summary>
        /// The level to log the failure of a command or job with: Warning if it is due to an outage, which is logged once by itself, or to
        /// a person whose commands come too fast; otherwise Error.
        /// </summary>
        public LogLevel FailureLevel => exception is PaceExceededException || exception.IsOutage ? LogLevel.Warning : LogLevel.Error;

        /// <summary>Whether the exception says that the database is away, rather than that the command is wrong.</summary>
        public bool IsOutage => exception switch
        {
            DbException file when SqliteFailures.IsOutage(file) is { } isOutage => isOutage,
            DbException { IsTransient: true, SqlState: null or ['0', '8', ..] or ['5', '7', ..] or ['5', '3', ..] } => true,
            _ => exception.InnerException is { } inner && inner.IsOutage,
        };

        /// <summary>
        /// The failure to reach or open the database that caused the exception, in the database's own words: no server at that address, no
        /// such database, role or password, a file that can't be opened. Null for every other failure, such as a wrong statement.
        /// </summary>
        public string? ConnectionFailure => exception switch
        {
            DbException database when SqliteFailures.IsUnusable(database) ?? IsRefusal(database) => DescriptionOf(database),
            _ => exception.InnerException?.ConnectionFailure,
        };
    }

    // A connection that fails has no state; otherwise: 08 connection, 28 role or password, 3D database, 42501 privilege, 57P starting or
    // stopping.
    private static bool IsRefusal(DbException exception) =>
        exception.SqlState is null or ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or "42501" or ['5', '7', 'P', ..];

    private static string DescriptionOf(Exception exception)
    {
        var (outer, inner) = (exception.Message.TrimEnd('.'), exception.GetBaseException().Message.TrimEnd('.'));
        return outer.Contains(inner, StringComparison.Ordinal) ? outer : $"{outer}: {inner}";
    }
}
