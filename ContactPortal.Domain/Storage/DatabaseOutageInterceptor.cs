using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Domain.Storage;

/// <summary>Reports every failed connection to <see cref="DatabaseOutage"/>.</summary>
internal sealed class DatabaseOutageInterceptor(DatabaseOutage outage) : DbConnectionInterceptor
{
    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) =>
        outage.Report(eventData.Exception);

    public override Task ConnectionFailedAsync(
        DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        outage.Report(eventData.Exception);
        return Task.CompletedTask;
    }
}
