using System.Data;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>The portal's database on PostgreSQL, which several processes on several machines share.</summary>
/// <param name="options">The context's options.</param>
/// <param name="writerLocks">Serialises the write transactions of this process per organisation.</param>
public sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options, PostgresWriterLocks writerLocks) : PortalDb(options)
{
    /// <summary>Compares bytes, as SQLite does: equality and order are the same on both providers, whatever the server's locale.</summary>
    private const string BytewiseCollation = "C";

    private const string WriterLockTimeout = "5s";

    /// <inheritdoc />
    /// <remarks>Every opening costs a round trip that sets the organisation scope.</remarks>
    public override Task OpenConnectionAsync(CancellationToken cancellationToken) => Database.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc />
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshot = await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await Database.ExecuteSqlAsync($"SET TRANSACTION READ ONLY", cancellationToken);
        return snapshot;
    }

    /// <inheritdoc />
    public override Task PublishChangeAsync(Change change, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"SELECT pg_notify({PostgresNotificationListener.Channel}, {ChangeMessage.Encode(change)})", cancellationToken);

    /// <inheritdoc />
    public override Task<DateTimeOffset> GetLeaseTimeAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellationToken);

    /// <inheritdoc />
    /// <remarks>
    /// A connection that breaks before the commit is started has committed nothing. One that breaks during the commit may have: the failure
    /// is passed to the caller, whose repeated save is recognised by its id (K13).
    /// </remarks>
    public override bool IsTransient(Exception exception) => exception switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
        } => true,
        NpgsqlException { IsTransient: true, InnerException: not TimeoutException } => !IsCommitting,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };

    /// <inheritdoc />
    public override bool IsDiskFull(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        || exception.InnerException is { } inner && IsDiskFull(inner);

    /// <inheritdoc />
    public override async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);

        // Waiting for another process's migration, and migrating, may take any time.
        Database.SetCommandTimeout(0);
        try
        {
            await Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_lock({PostgresAdvisoryLocks.Portal}, {PostgresAdvisoryLocks.Migration})", cancellationToken);
            await ThrowIfRoleBypassesPoliciesAsync(cancellationToken);

            // Otherwise the queries for it would fail on an empty database, and be logged as errors.
            await Database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await ThrowIfSchemaIsNewerAsync(cancellationToken);
            if ((await Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                await Database.MigrateAsync(cancellationToken);
            await then();
            await Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_unlock({PostgresAdvisoryLocks.Portal}, {PostgresAdvisoryLocks.Migration})", CancellationToken.None);
        }
        finally
        {
            // Releases the lock if a failure left it held.
            await Database.CloseConnectionAsync();
        }
    }

    // Row-level security would not apply to such a role: nothing but the portal's own queries would keep organisations apart.
    private async Task ThrowIfRoleBypassesPoliciesAsync(CancellationToken cancellationToken)
    {
        if (await FindBypassingRoleAsync(cancellationToken) is { } role)
        {
            throw new IOException(
                $"The PostgreSQL role {role} is a superuser or has BYPASSRLS, so row-level security would not keep organisations apart. "
                + $"Use a role of its own for the portal: CREATE ROLE portal LOGIN; or ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS.");
        }
    }

    private Task<string?> FindBypassingRoleAsync(CancellationToken cancellationToken) =>
        Database.SqlQuery<string?>(
            $"""SELECT rolname::text AS "Value" FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)""")
            .SingleOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    public override async Task<DatabaseStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        try
        {
            var server = await Database.SqlQuery<string>(
                $"""SELECT current_setting('server_version') || ', role ' || current_user AS "Value" """).SingleAsync(cancellationToken);
            var connection = new NpgsqlConnectionStringBuilder(Database.GetConnectionString());
            var (pending, unknown) = await CompareMigrationsAsync(cancellationToken);
            var unprotected = await Database.SqlQuery<string>(
                $"""
                SELECT relname::text AS "Value" FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
                WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace AND attname = 'Organisation'
                  AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))
                ORDER BY relname
                """).ToListAsync(cancellationToken);
            return new(
                $"PostgreSQL {server}, database {connection.Database} at {connection.Host}, port {connection.Port}", pending, unknown,
                await FindBypassingRoleAsync(cancellationToken) is not null, [.. unprotected], File: null);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc />
    public override async Task EnsureExistsAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await Database.CloseConnectionAsync();
    }

    /// <inheritdoc />
    public override Task ResetIdentitySequencesAsync(CancellationToken cancellationToken) => Database.ExecuteSqlAsync(
        $"""
        SELECT setval(pg_get_serial_sequence('"Outbox"', 'Sequence'), (SELECT max("Sequence") FROM "Outbox"))
        WHERE EXISTS (SELECT FROM "Outbox")
        """,
        cancellationToken);

    /// <inheritdoc />
    public override Task BackUpAsync(string file, CancellationToken cancellationToken) => throw new IOException(
        "A PostgreSQL database is backed up by PostgreSQL's own means: pg_dump --format=custom --file=FILE DATABASE, as a role that "
        + "bypasses row-level security, and pg_restore.");

    /// <inheritdoc />
    protected override Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken) =>
        writerLocks.AcquireAsync(organisation, cancellationToken);

    /// <inheritdoc />
    /// <remarks>
    /// Everything read in the transaction was committed before and does not change until it ends: READ COMMITTED sees all earlier commits,
    /// and the advisory lock is released only after the commit is visible.
    /// </remarks>
    protected override async Task<IDbContextTransaction> BeginProviderTransactionAsync(
        OrganisationCode? organisation, CancellationToken cancellationToken)
    {
        var transaction = await Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await Database.ExecuteSqlAsync(
            $"""
            SELECT set_config('lock_timeout', {WriterLockTimeout}, true),
                   pg_advisory_xact_lock({PostgresAdvisoryLocks.Portal}, {PostgresAdvisoryLocks.WriterOf(organisation)})
            """,
            cancellationToken);
        return transaction;
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Truncated to milliseconds, as on SQLite and in the history's hashes.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if ((property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
                property.SetCollation(BytewiseCollation);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Database.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            var connection = new NpgsqlConnectionStringBuilder(Database.GetConnectionString());
            throw new IOException(
                $"There is no database {connection.Database} at {connection.Host}, port {connection.Port}: {exception.Message}", exception);
        }
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds()), moment => moment);
}
