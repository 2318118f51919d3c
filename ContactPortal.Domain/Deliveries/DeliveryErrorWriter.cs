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
        nameof(DeliveryError.Organisation), nameof(DeliveryError.Delivery), nameof(DeliveryError.Position), nameof(DeliveryError.Likeness),
        nameof(DeliveryError.Code), nameof(DeliveryError.Text), nameof(DeliveryError.Field), nameof(DeliveryError.Line),
        nameof(DeliveryError.Reference), nameof(DeliveryError.IsStanding),
    ];

    /// <summary>Writes the errors, in the transaction that the context is in.</summary>
    public static async Task WriteAsync(PortalDb db, Delivery delivery, ErrorComparison comparison, CancellationToken stop)
    {
        await using var command = Command(db);
        var values = Columns.Select(column => Parameter(command, column)).ToArray();
        foreach (var error in comparison.Errors)
        {
            object?[] row =
            [
                delivery.Organisation.Value, delivery.Number, error.Position, error.Likeness, error.Code, error.Text, error.Field, error.Line,
                error.Reference, comparison.Standing.Contains(error.Position),
            ];
            for (var i = 0; i < row.Length; i++)
                values[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>Notes at the errors of the delivery before that they are gone.</summary>
    public static async Task MarkMendedAsync(
        PortalDb db, Delivery? before, Delivery delivery, ImmutableArray<int> mended, CancellationToken stop)
    {
        foreach (var positions in mended.Chunk(Chunk))
        {
            await db.DeliveryErrors
                .Where(e => e.Organisation == delivery.Organisation && e.Delivery == before!.Number && positions.Contains(e.Position))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.MendedBy, delivery.Number), stop);
        }
    }

    private static DbCommand Command(PortalDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO \"DeliveryErrors\" ({string.Join(", ", Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", Columns.Select(c => $"@{c}"))})";
        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        command.Parameters.Add(parameter);
        return parameter;
    }
}
