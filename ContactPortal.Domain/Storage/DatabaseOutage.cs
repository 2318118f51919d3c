using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// Reports an outage of the database to the operator: one Error when a query first fails because the database is away, and one Information
/// when it answers again. Whatever else fails meanwhile is logged as a Warning, see <see cref="DatabaseFailures"/>.
/// </summary>
/// <param name="answers">Asks the database whether it answers.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class DatabaseOutage(
    Func<CancellationToken, Task<bool>> answers, TimeProvider clock, ILogger<DatabaseOutage> logger) : IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    private readonly Lock sync = new();
    private ITimer? timer;
    private long begun;

    /// <summary>Records a failure; logs it if it begins an outage.</summary>
    public void Report(Exception exception)
    {
        if (!exception.IsOutage)
            return;
        lock (sync)
        {
            if (timer is not null)
                return;
            begun = clock.GetTimestamp();
            timer = clock.CreateTimer(_ => _ = ProbeAsync(), null, ProbeInterval, ProbeInterval);
        }

        LogAway(logger, exception);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (sync)
            timer?.Dispose();
    }

    private async Task ProbeAsync()
    {
        if (!await answers(CancellationToken.None))
            return;
        lock (sync)
        {
            if (timer is null)
                return;
            timer.Dispose();
            timer = null;
        }

        LogBack(logger, clock.GetElapsedTime(begun));
    }

    [LoggerMessage(LogLevel.Error, "The database does not answer: pages keep what they show, and saves are refused, until it does")]
    private static partial void LogAway(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "The database answers again, after {Duration}")]
    private static partial void LogBack(ILogger logger, TimeSpan duration);
}
