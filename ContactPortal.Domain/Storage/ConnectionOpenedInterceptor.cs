using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Domain.Storage;

/// <summary>Runs a command on every connection that a context opens, before its first query.</summary>
internal abstract class ConnectionOpenedInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        ConfigureCommand(command, eventData.Context);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        ConfigureCommand(command, eventData.Context);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sets the command's text and parameters.</summary>
    protected abstract void ConfigureCommand(DbCommand command, DbContext? context);
}
