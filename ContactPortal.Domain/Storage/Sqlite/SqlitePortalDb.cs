using System.Collections.Immutable;
using System.Data;
using ContactPortal.Domain.Organisations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>The portal's database on SQLite, the embedded default.</summary>
/// <param name="options">The context's options.</param>
/// <param name="writerLock">Serialises the write transactions of this process.</param>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options, WriterLock writerLock) : PortalDb(options)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const string PartialBackupSuffix = ".part";

    private string Source => Path.GetFullPath(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource);

    /// <inheritdoc />
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken) =>

        // The provider maps ReadUncommitted to a deferred transaction, which takes no write lock; SQLite has no dirty reads.
        await Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);

    /// <inheritdoc />
    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked }
        || exception.InnerException is { } inner && IsTransient(inner);

    /// <inheritdoc />
    public override bool IsDiskFull(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Full } || exception.InnerException is { } inner && IsDiskFull(inner);

    /// <inheritdoc />
    public override async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Source) is { } folder)
            Directory.CreateDirectory(folder);
        CreatePrivately();

        await ThrowIfSchemaIsNewerAsync(cancellationToken);

        // EF Core locks the database by a row, which a process killed meanwhile would leave behind: migrate only when needed.
        if ((await Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            await Database.MigrateAsync(cancellationToken);

        // The mode is stored in the file. With WAL readers never wait for the writer.
        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await then();
    }

    /// <inheritdoc />
    public override Task EnsureExistsAsync(CancellationToken cancellationToken) =>

        // SQLite would create an empty database: its copy would look like a backup, and its history would verify without faults.
        File.Exists(Source) ? Task.CompletedTask : throw new IOException($"There is no database at {Source}.");

    /// <inheritdoc />
    public override async Task<DatabaseStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Source))
            return Status($"SQLite, no database yet at {Source}", [.. Database.GetMigrations()], []);

        var version = await Database.SqlQuery<string>($"""SELECT sqlite_version() AS "Value" """).SingleAsync(cancellationToken);
        var (pending, unknown) = await CompareMigrationsAsync(cancellationToken);
        return Status($"SQLite {version}, {Source}", pending, unknown);

        DatabaseStatus Status(string description, ImmutableArray<string> pending, ImmutableArray<string> unknown) =>
            new(description, pending, unknown, BypassesPolicies: false, TablesWithoutPolicy: [], Source);
    }

    /// <inheritdoc />
    public override async Task BackUpAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new IOException($"{file} already exists; a backup never overwrites a file.");

        await EnsureExistsAsync(cancellationToken);

        // Written under a temporary name, so that a file with the final name is always complete.
        var part = file + PartialBackupSuffix;
        File.Delete(part);
        await Database.ExecuteSqlAsync($"VACUUM INTO {part}", cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(part, file);
    }

    // Readable by the portal's user alone; SQLite gives its journals the mode of the database.
    private void CreatePrivately()
    {
        if (OperatingSystem.IsWindows() || File.Exists(Source))
            return;
        File.Open(Source, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }

    /// <inheritdoc />
    protected override async Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken)
    {
        // The connection is opened before taking the lock, so that its pragmas run in parallel with the current writer.
        await Database.OpenConnectionAsync(cancellationToken);
        return await writerLock.AcquireAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>
    /// The provider begins every write transaction with BEGIN IMMEDIATE: what it reads cannot change before the commit. It waits for
    /// another process by blocking its thread, which is never a circuit's.
    /// </remarks>
    protected override Task<IDbContextTransaction> BeginProviderTransactionAsync(
        OrganisationCode? organisation, CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(cancellationToken);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite has no date type: Unix milliseconds sort and compare correctly.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
