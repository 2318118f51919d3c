using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage.Postgres;
using ContactPortal.Domain.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactPortal.Domain.Storage;

/// <summary>Registers storage from the connection string.</summary>
public static class StorageServices
{
    /// <summary>The name of the connection string: <c>ConnectionStrings:Portal</c>.</summary>
    public const string ConnectionName = "Portal";

    /// <summary>
    /// Registers the database that the connection string names. Refused, with a <see cref="ConnectionStringException"/>: one that names
    /// none.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">
    /// <c>Data Source=…</c> for SQLite; a relative path starts at <paramref name="root"/>. <c>Host=…</c> for PostgreSQL.
    /// </param>
    /// <param name="root">The folder that relative paths start at.</param>
    public static IServiceCollection AddPortalStorage(this IServiceCollection services, string? connectionString, string root)
    {
        try
        {
            if (PostgresConnection.IsPostgres(connectionString))
                AddPostgres(services, new(connectionString!));
            else
                AddSqlite(services, connectionString, root);
        }
        catch (ArgumentException cause)
        {
            throw InvalidConnectionString(cause.Message, cause);
        }

        services.AddSingleton<Backplane>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<PortalDatabase>();
        services.AddSingleton<DataProtectionKeyStore>();
        return services;
    }

    /// <summary>Reports outages of the database to the log, see <see cref="DatabaseOutage"/>.</summary>
    public static IServiceCollection AddDatabaseOutage(this IServiceCollection services) =>
        services.AddSingleton(provider => new DatabaseOutage(
            cancellationToken => provider.GetRequiredService<PortalDatabase>().CanConnectAsync(cancellationToken),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DatabaseOutage>>()));

    private static void AddSqlite(IServiceCollection services, string? connectionString, string root)
    {
        var sqlite = new SqliteConnectionStringBuilder(connectionString);
        if (sqlite.DataSource.Length == 0)
            throw InvalidConnectionString("it names no database");
        sqlite.DataSource = Path.Combine(root, sqlite.DataSource);
        services.AddSingleton<WriterLock>();
        services.AddSingleton(new DatabaseFile(Path.GetDirectoryName(Path.GetFullPath(sqlite.DataSource))));
        services.AddDbContextFactory<SqlitePortalDb>((provider, options) => options
            .UseSqlite(sqlite.ToString()).ConfigureWarnings(LeaveFailuresToCallers)
            .AddInterceptors([new SqlitePragmas(), .. OutageInterceptors(provider)]));
        services.AddSingleton<IDbContextFactory<PortalDb>, Contexts<SqlitePortalDb>>();
    }

    private static void AddPostgres(IServiceCollection services, PostgresConnection connection)
    {
        services.AddSingleton(_ => connection.Open());
        services.AddSingleton<PostgresWriterLocks>();
        services.AddSingleton(new DatabaseFile(Folder: null));
        services.AddSingleton<BackplaneTransport, PostgresBackplaneTransport>();
        services.AddDbContextFactory<PostgresPortalDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).ConfigureWarnings(LeaveFailuresToCallers)
            .AddInterceptors([new OrganisationScopeInterceptor(), .. OutageInterceptors(provider)]));
        services.AddSingleton<IDbContextFactory<PortalDb>, Contexts<PostgresPortalDb>>();
    }

    // Whoever catches the exception knows whether it is a failure: that the table of migrations does not exist yet is none.
    private static void LeaveFailuresToCallers(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug));

    private static IInterceptor[] OutageInterceptors(IServiceProvider provider) =>
        provider.GetService<DatabaseOutage>() is { } outage
            ? [new DatabaseOutageInterceptor(outage), new CommandOutageInterceptor(outage)]
            : [];

    private static ConnectionStringException InvalidConnectionString(string reason, Exception? cause = null) => new(
        $"ConnectionStrings:{ConnectionName} must be \"Data Source=<file>\" (SQLite) or \"Host=<server>;Database=<name>;…\" "
        + $"(PostgreSQL): {reason}.",
        cause);

    private sealed class Contexts<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<PortalDb>
        where TContext : PortalDb
    {
        public PortalDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
