using System.Reflection;
using ContactPortal.Domain.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ContactPortal.Domain.Storage;

/// <summary>The row counts of a table and of its copy.</summary>
public sealed record TableCopy(string Table, long Rows, long Copied);

/// <summary>
/// Copies a whole database into another, on either provider: all tables from one read transaction, in one write transaction.
/// </summary>
public sealed class DatabaseCopy(PortalDatabase from, PortalDatabase to)
{
    private const int Batch = 500;

    private static readonly MethodInfo Rows = Method(nameof(CopyRowsAsync));
    private static readonly MethodInfo Count = Method(nameof(CountAsync));

    /// <summary>
    /// Copies, and returns each table's row counts on both sides. Refused, with an <see cref="IOException"/>: a source that does not exist,
    /// and a target that is not empty.
    /// </summary>
    public async Task<IReadOnlyList<TableCopy>> CopyAsync(CancellationToken cancellationToken)
    {
        await from.EnsureExistsAsync(cancellationToken);
        await to.MigrateAsync(cancellationToken);
        await using var source = await from.OpenReadAllAsync(cancellationToken);
        await using var snapshot = await source.BeginSnapshotAsync(cancellationToken);
        return await to.ExecuteWriteAsync((target, token) => CopyAsync(source, target, token), cancellationToken);
    }

    private static async Task<IReadOnlyList<TableCopy>> CopyAsync(PortalDb source, PortalDb target, CancellationToken cancellationToken)
    {
        var tables = InOrder(source.Model).ToList();
        foreach (var table in tables.Where(t => t.ClrType != typeof(DeliveryType)))
        {
            if (await CallAsync<long>(Count, table, target, cancellationToken) > 0)
                throw new IOException($"The database to copy into is not empty: {table.GetTableName()} has rows.");
        }

        // The migrations seed the delivery types; the source's replace them.
        await target.DeliveryTypes.ExecuteDeleteAsync(cancellationToken);
        var copies = new List<TableCopy>();
        foreach (var table in tables)
        {
            var rows = await CallAsync<long>(Rows, table, source, target, cancellationToken);
            copies.Add(new(table.GetTableName()!, rows, await CallAsync<long>(Count, table, target, cancellationToken)));
        }

        await target.ResetIdentitySequencesAsync(cancellationToken);
        return copies;
    }

    // Sorted by foreign keys: referenced tables first.
    private static IEnumerable<IEntityType> InOrder(IModel model)
    {
        var remaining = model.GetEntityTypes().OrderBy(t => t.GetTableName(), StringComparer.Ordinal).ToList();
        while (remaining.Count > 0)
        {
            var next = remaining.First(t => !t.GetForeignKeys().Any(key => remaining.Contains(key.PrincipalEntityType)));
            remaining.Remove(next);
            yield return next;
        }
    }

    private static async Task<long> CopyRowsAsync<T>(PortalDb source, PortalDb target, CancellationToken cancellationToken)
        where T : class
    {
        var rows = 0L;
        await foreach (var batch in source.Set<T>()
            .AsNoTracking().IgnoreAutoIncludes().AsAsyncEnumerable().Chunk(Batch).WithCancellation(cancellationToken))
        {
            target.Set<T>().AddRange(batch);
            await target.SaveChangesAsync(cancellationToken);
            target.ChangeTracker.Clear();
            rows += batch.Length;
        }

        return rows;
    }

    private static Task<long> CountAsync<T>(PortalDb db, CancellationToken cancellationToken)
        where T : class => db.Set<T>().LongCountAsync(cancellationToken);

    private static MethodInfo Method(string name) => typeof(DatabaseCopy).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Task<T> CallAsync<T>(MethodInfo method, IEntityType table, params object[] arguments) =>
        (Task<T>)method.MakeGenericMethod(table.ClrType).Invoke(null, arguments)!;
}
