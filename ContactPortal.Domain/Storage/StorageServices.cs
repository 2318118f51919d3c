using ContactPortal.Domain.Access;
using ContactPortal.Domain.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Domain.Storage;

/// <summary>Sets up storage from the connection string.</summary>
public static class StorageServices
{
    /// <summary>The name of the connection string: <c>ConnectionStrings:Portal</c>.</summary>
    public const string ConnectionName = "Portal";

    /// <summary>Registers the database that the connection string names. Refused: a connection string that names none.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString"><c>Data Source=…</c> for SQLite; a relative path starts at <paramref name="root"/>.</param>
    /// <param name="root">The folder that relative paths start at.</param>
    public static IServiceCollection AddPortalStorage(this IServiceCollection services, string? connectionString, string root)
    {
        var sqlite = SqliteAt(connectionString, root);
        services.AddSingleton<SqliteWriteGate>();
        services.AddDbContextFactory<SqlitePortalDb>(options => options.UseSqlite(sqlite).AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<IDbContextFactory<PortalDb>, Contexts<SqlitePortalDb>>();
        services.AddSingleton<PortalStore>();
        services.AddSingleton<KeyRing>();
        return services;
    }

    private static string SqliteAt(string? connectionString, string root)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            if (builder.DataSource.Length > 0)
            {
                builder.DataSource = Path.Combine(root, builder.DataSource);
                return builder.ToString();
            }
        }
        catch (ArgumentException cause)
        {
            throw Refused(cause);
        }

        throw Refused();
    }

    private static InvalidOperationException Refused(Exception? cause = null) => new(
        $"ConnectionStrings:{ConnectionName} must be \"Data Source=<file>\" (SQLite); it names no database.", cause);

    private sealed class Contexts<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<PortalDb>
        where TContext : PortalDb
    {
        public PortalDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
