using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Looks at every open page's session again: who was taken out of the directory, or has had their time, leaves.</summary>
internal sealed partial class SessionSweep(
    LivePages pages, SessionJudge judge, SessionMoments moments, Sessions sessions, CircuitOwners owners, IOptions<SessionOptions> options,
    TimeProvider clock, ILogger<SessionSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        foreach (var principal in pages.Principals)
        {
            if (principal.ToSession() is not { } session)
                continue;
            if (!moments.IsIdle(session) && await judge.ActorNowAsync(principal, stop) == principal.ToActor())
                continue;
            sessions.Change(session.Id);
        }

        moments.Sweep();
        owners.Sweep();
    }

    [LoggerMessage(LogLevel.Error, "The sessions of open pages could not be looked at again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
