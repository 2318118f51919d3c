using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Domain.Storage;

/// <summary>Reports every failed command to <see cref="DatabaseOutage"/>: a connection that was open may be to a dead server.</summary>
internal sealed class CommandOutageInterceptor(DatabaseOutage outage) : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => outage.Report(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        outage.Report(eventData.Exception);
        return Task.CompletedTask;
    }
}
