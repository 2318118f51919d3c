using System.Collections.Immutable;
using System.Data.Common;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ContactPortal.Domain.Deliveries;

/// <summary>
/// Writes a delivery's errors, up to 50,000, by one prepared statement: tracking each of them would take several times as long and
/// as much memory as the whole portal.
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
        $"INSERT INTO \"DeliveryErrors\" ({string.Join(", ", Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", Columns.Select(c => $"@{c}"))})";

    /// <summary>Writes the errors, in the transaction that the context is in; to a server many at a time, since each answer takes its way.</summary>
    public static async Task WriteAsync(PortalDb db, Delivery delivery, ErrorComparison comparison, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            foreach (var errors in comparison.Errors.Chunk(Chunk))
                await WriteInBulkAsync(connection, transaction, errors.Select(error => RowOf(delivery, comparison, error)), cancellationToken);
            return;
        }

        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Insert);
        var parameters = Columns.Select(column => Added(command.Parameters, command.CreateParameter(), column)).ToArray();
        foreach (var error in comparison.Errors)
        {
            foreach (var (parameter, value) in parameters.Zip(RowOf(delivery, comparison, error)))
                parameter.Value = value ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Notes at the errors of the delivery before that they are gone.</summary>
    public static async Task MarkResolvedAsync(
        PortalDb db, Delivery? before, Delivery delivery, ImmutableArray<int> mended, CancellationToken cancellationToken)
    {
        foreach (var positions in mended.Chunk(Chunk))
        {
            await db.DeliveryErrors
                .Where(e => e.Organisation == delivery.Organisation && e.Delivery == before!.Number && positions.Contains(e.Position))
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
                Added(command.Parameters, command.CreateParameter(), column).Value = value ?? DBNull.Value;
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static object?[] RowOf(Delivery delivery, ErrorComparison comparison, ClaimedError error) =>
    [
        delivery.Organisation.Value, delivery.Number, error.Position, error.Likeness, error.Code, error.Text, error.Field, error.Line,
        error.Reference, comparison.Standing.Contains(error.Position),
    ];

    private static DbParameter Added(DbParameterCollection those, DbParameter parameter, string name)
    {
        parameter.ParameterName = $"@{name}";
        those.Add(parameter);
        return parameter;
    }
}
