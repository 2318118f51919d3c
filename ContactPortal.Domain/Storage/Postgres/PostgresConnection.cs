using System.Data.Common;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>The connection settings for PostgreSQL: the connection string, with the portal's defaults for what it leaves out.</summary>
internal sealed class PostgresConnection
{
    private const string Host = "Host";
    private const int MaxConnections = 30;
    private const int MaxPreparedStatements = 100;
    private const int HostRecheckSeconds = 1;
    private const string Application = "ContactPortal";

    private readonly NpgsqlConnectionStringBuilder settings;

    /// <summary>
    /// Reads a connection string. Refused, with an <see cref="ArgumentException"/>: one that names no server or no database.
    /// </summary>
    public PostgresConnection(string connectionString)
    {
        settings = new(connectionString);
        if (string.IsNullOrWhiteSpace(settings.Host) || string.IsNullOrWhiteSpace(settings.Database))
            throw new ArgumentException("it names no server, or no database on it");
        var given = new DbConnectionStringBuilder { ConnectionString = settings.ToString() };
        if (!given.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = Math.Max(MaxConnections, settings.MinPoolSize);
        if (!given.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = MaxPreparedStatements;
        if (!given.ContainsKey("Host Recheck Seconds"))
            settings.HostRecheckSeconds = HostRecheckSeconds;
        settings.ApplicationName ??= Application;

        // Of several hosts the portal always needs the primary: Open asks for it, whatever the connection string says.
        settings.TargetSessionAttributes = null;
    }

    private bool HasSeveralHosts => settings.Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>Whether the connection string is for PostgreSQL, that is, has a <c>Host</c>.</summary>
    public static bool IsPostgres(string? connectionString) =>
        new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey(Host);

    /// <summary>Creates the connection pool; with several hosts it connects to the primary.</summary>
    public NpgsqlDataSource Open()
    {
        var source = new NpgsqlDataSourceBuilder(settings.ToString());

        // A single host needs no check for the primary, and must not be skipped for a while after a broken connection.
        return HasSeveralHosts ? source.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : source.Build();
    }
}
