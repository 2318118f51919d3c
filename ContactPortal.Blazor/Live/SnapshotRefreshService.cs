using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Live;

/// <summary>Refreshes the snapshots that are behind the database every 10 seconds, since a backplane message may get lost.</summary>
internal sealed partial class SnapshotRefreshService(
    SnapshotCache snapshotCache, MunicipalityStatusCache municipalities, AgencySnapshotCache agency, TimeProvider clock,
    ILogger<SnapshotRefreshService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var refreshed = await snapshotCache.RefreshStaleAsync(stoppingToken);
                if (await municipalities.RefreshStaleAsync(stoppingToken))
                    refreshed++;
                await agency.RefreshDayAsync(stoppingToken);
                if (refreshed > 0)
                    LogRefreshed(logger, refreshed);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception.FailureLevel, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} snapshots were behind the database and were refreshed")]
    private static partial void LogRefreshed(ILogger logger, int count);

    [LoggerMessage("Comparing the snapshots with the database failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
