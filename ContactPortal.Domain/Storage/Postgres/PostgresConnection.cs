using System.Data.Common;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>How to reach PostgreSQL: what the connection string says, and what the portal says where it is silent.</summary>
internal sealed class PostgresConnection
{
    private const string Host = "Host";
    private const int MaxConnections = 30;
    private const int MaxPreparedStatements = 100;
    private const int HostRecheckSeconds = 1;
    private const string Application = "ContactPortal";

    private readonly NpgsqlConnectionStringBuilder settings;

    /// <summary>Reads a connection string. Refused, with an <see cref="ArgumentException"/>: one that names no server or no database.</summary>
    public PostgresConnection(string connectionString)
    {
        settings = new(connectionString);
        if (string.IsNullOrWhiteSpace(settings.Host) || string.IsNullOrWhiteSpace(settings.Database))
            throw new ArgumentException("it names no server, or no database on it");
        var said = new DbConnectionStringBuilder { ConnectionString = settings.ToString() };
        if (!said.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = Math.Max(MaxConnections, settings.MinPoolSize);
        if (!said.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = MaxPreparedStatements;
        if (!said.ContainsKey("Host Recheck Seconds"))
            settings.HostRecheckSeconds = HostRecheckSeconds;
        settings.ApplicationName ??= Application;

        // Of several hosts only the one that may be written to will do, whatever was said.
        settings.TargetSessionAttributes = null;
    }

    private bool HasSeveralHosts => settings.Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>Whether that is a connection string for PostgreSQL.</summary>
    public static bool IsPostgres(string? connectionString) =>
        new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey(Host);

    /// <summary>The pool of connections; of several hosts it takes the one that may be written to.</summary>
    public NpgsqlDataSource Open()
    {
        var source = new NpgsqlDataSourceBuilder(settings.ToString());

        // One host is not asked what it is, nor left alone for a while when a line to it broke.
        return HasSeveralHosts ? source.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : source.Build();
    }
}
