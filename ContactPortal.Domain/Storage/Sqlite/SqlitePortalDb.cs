using System.Data;
using ContactPortal.Domain.Organisations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ContactPortal.Domain.Storage.Sqlite;

/// <summary>The portal's database on SQLite, the embedded default.</summary>
/// <param name="options">How to reach it.</param>
/// <param name="gate">Lets one command of this process write at a time.</param>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options, WriterLock gate) : PortalDb(options)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const string PartialBackupSuffix = ".part";

    private string Source => Path.GetFullPath(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource);

    /// <inheritdoc />
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken) =>

        // The provider's word for a transaction that does not ask for the right to write; SQLite has no dirty reads.
        await Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);

    /// <inheritdoc />
    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked }
        || exception.InnerException is { } inner && IsTransient(inner);

    /// <inheritdoc />
    public override async Task MigrateAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Source) is { } folder)
            Directory.CreateDirectory(folder);

        await ThrowIfSchemaIsNewerAsync(cancellationToken);

        // The tool locks the database by a row that a process killed right then would leave behind: it is only asked when there is need.
        if ((await Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            await Database.MigrateAsync(cancellationToken);

        // Stays with the file: readers never wait for the writer.
        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await then();
    }

    /// <inheritdoc />
    public override Task EnsureExistsAsync(CancellationToken cancellationToken) =>

        // SQLite would make an empty database: a copy of it would look like a backup, and its history is without a fault.
        File.Exists(Source) ? Task.CompletedTask : throw new IOException($"There is no database at {Source}.");

    /// <inheritdoc />
    public override async Task BackUpAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new IOException($"{file} exists already; a backup never replaces one.");

        await EnsureExistsAsync(cancellationToken);

        // Under another name until it is whole: what bears the name can be restored.
        var part = file + PartialBackupSuffix;
        File.Delete(part);
        await Database.ExecuteSqlAsync($"VACUUM INTO {part}", cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(part, file);
    }

    /// <inheritdoc />
    protected override async Task<IDisposable> AcquireWriterLockAsync(OrganisationCode? organisation, CancellationToken cancellationToken)
    {
        // Before its turn, beside whoever has it: what is done within the turn is done by one command at a time.
        await Database.OpenConnectionAsync(cancellationToken);
        return await gate.AcquireAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>
    /// The provider begins every write transaction as BEGIN IMMEDIATE: what is read in it can't be overtaken. It waits for another process by
    /// blocking its thread, which is never the one that draws a page.
    /// </remarks>
    protected override Task<IDbContextTransaction> BeginProviderTransactionAsync(OrganisationCode? organisation, CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(cancellationToken);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite has no type for moments: as milliseconds they sort and compare.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
