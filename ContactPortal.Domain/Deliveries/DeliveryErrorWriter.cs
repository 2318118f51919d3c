using System.Collections.Immutable;
using System.Data.Common;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ContactPortal.Domain.Deliveries;

/// <summary>
/// Writes a delivery's errors, up to 50,000, by ADO.NET: EF Core's change tracking would take several times as long, and as much memory as
/// the whole portal.
/// </summary>
internal static class DeliveryErrorWriter
{
    private const int Chunk = 500;

    private static readonly string[] Columns =
    [
        nameof(DeliveryError.Organisation), nameof(DeliveryError.Delivery), nameof(DeliveryError.Position), "Likeness",
        nameof(DeliveryError.Code), nameof(DeliveryError.Text), nameof(DeliveryError.Field), nameof(DeliveryError.Line),
        nameof(DeliveryError.Reference), "IsStanding",
    ];

    private static readonly string Insert =
        $"INSERT INTO \"DeliveryErrors\" ({string.Join(", ", Columns.Select(c => $"\"{c}\""))}) VALUES "
        + $"({string.Join(", ", Columns.Select(c => $"@{c}"))})";

    /// <summary>Writes the errors in the context's transaction; on PostgreSQL in batches of 500, to save round trips.</summary>
    public static async Task WriteAsync(PortalDb db, Delivery delivery, ErrorComparison comparison, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            foreach (var errors in comparison.Errors.Chunk(Chunk))
                await WriteInBulkAsync(
                    connection, transaction, errors.Select(error => RowOf(delivery, comparison, error)), cancellationToken);
            return;
        }

        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Insert);
        var parameters = Columns.Select(column => AddParameter(command.Parameters, command.CreateParameter(), column)).ToArray();
        foreach (var error in comparison.Errors)
        {
            foreach (var (parameter, value) in parameters.Zip(RowOf(delivery, comparison, error)))
                parameter.Value = value ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Marks errors of the previous delivery as resolved.</summary>
    public static async Task MarkResolvedAsync(
        PortalDb db, Delivery? previous, Delivery delivery, ImmutableArray<int> resolved, CancellationToken cancellationToken)
    {
        foreach (var positions in resolved.Chunk(Chunk))
        {
            await db.DeliveryErrors
                .Where(e => e.Organisation == delivery.Organisation && e.Delivery == previous!.Number && positions.Contains(e.Position))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.ResolvedBy, delivery.Number), cancellationToken);
        }
    }

    private static async Task WriteInBulkAsync(
        DbConnection connection, DbTransaction? transaction, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Insert;
            foreach (var (column, value) in Columns.Zip(row))
                AddParameter(command.Parameters, command.CreateParameter(), column).Value = value ?? DBNull.Value;
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static object?[] RowOf(Delivery delivery, ErrorComparison comparison, ReceivedError error) =>
    [
        delivery.Organisation.Value, delivery.Number, error.Position, error.Fingerprint, error.Code, error.Text, error.Field, error.Line,
        error.Reference, comparison.Persisting.Contains(error.Position),
    ];

    private static DbParameter AddParameter(DbParameterCollection parameters, DbParameter parameter, string name)
    {
        parameter.ParameterName = $"@{name}";
        parameters.Add(parameter);
        return parameter;
    }
}
