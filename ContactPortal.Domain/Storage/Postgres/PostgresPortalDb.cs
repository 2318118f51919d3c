using System.Data;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>The portal's database on PostgreSQL, which several processes on several machines share.</summary>
/// <param name="options">How to reach it.</param>
/// <param name="gates">Lets one command of this process write at a time for each organisation.</param>
public sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options, PostgresWriterLocks gates) : PortalDb(options)
{
    /// <summary>As bytes, as SQLite compares: what is equal and what comes first is the same on both, whatever the server speaks.</summary>
    private const string ByBytes = "C";

    private const string WriterLockTimeout = "5s";

    /// <inheritdoc />
    /// <remarks>Each time that it is opened it must be told whose rows are to be reached.</remarks>
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
        Database.ExecuteSqlAsync($"SELECT pg_notify({PostgresNotificationListener.Channel}, {ChangeMessage.Encode(change)})", cancellationToken);

    /// <inheritdoc />
    public override Task<DateTimeOffset> GetLeaseTimeAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellationToken);

    /// <inheritdoc />
    /// <remarks>
    /// A line that breaks before the commit is asked for has committed nothing. One that breaks while it is may have: whoever gave the
    /// command hears of it, and gives it again; a save is recognised by its id then (K13).
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
    public override async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);

        // However long another process is at it, and this one then: no question takes so long.
        Database.SetCommandTimeout(0);
        try
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PostgresAdvisoryLocks.Portal}, {PostgresAdvisoryLocks.Migration})", cancellationToken);
            await ThrowIfSchemaIsNewerAsync(cancellationToken);
            if ((await Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                await Database.MigrateAsync(cancellationToken);
            await then();
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({PostgresAdvisoryLocks.Portal}, {PostgresAdvisoryLocks.Migration})", CancellationToken.None);
        }
        finally
        {
            // A lock that was not let go of is by this.
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
        SELECT setval(pg_get_serial_sequence('"Outbox"', 'Sequence'), (SELECT max("Sequence") FROM "Outbox")) WHERE EXISTS (SELECT FROM "Outbox")
        """,
        cancellationToken);

    /// <inheritdoc />
    public override Task BackUpAsync(string file, CancellationToken cancellationToken) => throw new IOException(
        "A PostgreSQL database is backed up by PostgreSQL's own means: pg_dump --format=custom --file=FILE DATABASE, as a role that row-level "
        + "security lets past, and pg_restore.");

    /// <inheritdoc />
    protected override Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken) => gates.AcquireAsync(organisation, cancellationToken);

    /// <inheritdoc />
    /// <remarks>
    /// What is read from here on was committed before the turn began, and nobody changes it before it ends: each statement sees what is
    /// committed by then, and the lock is let go of after the commit is seen.
    /// </remarks>
    protected override async Task<IDbContextTransaction> BeginProviderTransactionAsync(OrganisationCode? organisation, CancellationToken cancellationToken)
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

        // To the millisecond, as on SQLite and as the history's hashes have it.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if ((property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
                property.SetCollation(ByBytes);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Database.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException refusal)
        {
            var wanted = new NpgsqlConnectionStringBuilder(Database.GetConnectionString());
            throw new IOException($"There is no database {wanted.Database} at {wanted.Host}, port {wanted.Port}: {refusal.Message}", refusal);
        }
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds()), moment => moment);
}
