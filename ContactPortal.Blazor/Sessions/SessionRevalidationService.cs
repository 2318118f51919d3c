using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// Checks the session of every open page against the directory, periodically and at every resync of the backplane. Pages of a person who
/// was removed from the directory, or whose session has expired, are signed out.
/// </summary>
internal sealed partial class SessionRevalidationService(
    ConnectedPages pages, SessionValidator validator, SessionActivityStore activity, SessionChangeFeed sessions, CircuitOwnerStore owners,
    Backplane backplane,
    IOptions<SessionOptions> options, TimeProvider clock, ILogger<SessionRevalidationService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Signals that arrive during a check are coalesced into one more check.
        var due = new SignalCoalescer();
        using var subscription = backplane.SubscribeToResync(() => due.Signal());
        await using var timer = clock.CreateTimer(_ => due.Signal(), null, options.Value.CheckEvery, options.Value.CheckEvery);
        while (true)
        {
            await due.WaitAsync(stoppingToken);
            try
            {
                await RevalidateAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception.FailureLevel, exception);
            }
        }
    }

    private async Task RevalidateAsync(CancellationToken cancellationToken)
    {
        foreach (var principal in pages.Principals)
        {
            if (principal.ToSession() is not { } session)
                continue;
            if (!activity.IsIdle(session) && await validator.GetCurrentActorAsync(principal, cancellationToken) == principal.ToActor())
                continue;
            sessions.Publish(session.Id);
        }

        activity.RemoveExpired();
        owners.RemoveExpired();
    }

    [LoggerMessage("Revalidating the sessions of open pages failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
