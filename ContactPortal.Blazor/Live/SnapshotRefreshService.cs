using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Live;

/// <summary>Compares the rosters with the database every 10 seconds, so that a lost announcement heals by itself.</summary>
internal sealed partial class SnapshotRefreshService(SnapshotCache snapshotCache, TimeProvider clock, ILogger<SnapshotRefreshService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await snapshotCache.RefreshStaleAsync(stoppingToken) is var healed and > 0)
                    LogRefreshed(logger, healed);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} rosters were behind the database and were loaded again")]
    private static partial void LogRefreshed(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "The rosters could not be compared with the database")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
