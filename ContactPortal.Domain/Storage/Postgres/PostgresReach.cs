using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>Tells the database, on every connection that a context opens, whose rows it is to reach: the tables' policies ask.</summary>
internal sealed class PostgresReach : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT set_config('portal.organisation', @reach, false)";
        var reach = command.CreateParameter();
        (reach.ParameterName, reach.Value) = ("reach", (eventData.Context as PortalDb)?.Reach.Word ?? "");
        command.Parameters.Add(reach);
        return command;
    }
}
