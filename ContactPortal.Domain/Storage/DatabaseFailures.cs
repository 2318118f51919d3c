using System.Data.Common;
using ContactPortal.Domain.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Storage;

/// <summary>Distinguishes failures that are due to an outage of the database from others.</summary>
public static class DatabaseFailures
{
    extension(Exception exception)
    {
        /// <summary>
        /// The level to log the failure of a command or job with: Warning if it is due to an outage, which is logged once by itself;
        /// otherwise Error.
        /// </summary>
        public LogLevel FailureLevel => exception.IsOutage ? LogLevel.Warning : LogLevel.Error;

        /// <summary>Whether the exception says that the database is away, rather than that the command is wrong.</summary>
        public bool IsOutage => exception switch
        {
            DbException file when SqliteFailures.IsOutage(file) is { } isOutage => isOutage,
            DbException { IsTransient: true, SqlState: null or ['0', '8', ..] or ['5', '7', ..] or ['5', '3', ..] } => true,
            _ => exception.InnerException is { } inner && inner.IsOutage,
        };
    }
}
