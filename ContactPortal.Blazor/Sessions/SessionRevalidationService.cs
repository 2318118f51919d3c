using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Messaging;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// Looks at every open page's session again, now and then and when word may have been missed: who was taken out of the directory, or has
/// had their time, leaves.
/// </summary>
internal sealed partial class SessionRevalidationService(
    ConnectedPages pages, SessionValidator judge, SessionActivityStore moments, SessionChangeFeed sessions, CircuitOwnerStore owners, Backplane backplane,
    IOptions<SessionOptions> options, TimeProvider clock, ILogger<SessionRevalidationService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // However often messages may have been missed meanwhile, it is one more look.
        var due = new SignalCoalescer();
        using var doubting = backplane.SubscribeToResync(() => due.Signal());
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
                LogFailed(logger, exception);
            }
        }
    }

    private async Task RevalidateAsync(CancellationToken cancellationToken)
    {
        foreach (var principal in pages.Principals)
        {
            if (principal.ToSession() is not { } session)
                continue;
            if (!moments.IsIdle(session) && await judge.GetCurrentActorAsync(principal, cancellationToken) == principal.ToActor())
                continue;
            sessions.Publish(session.Id);
        }

        moments.RemoveExpired();
        owners.RemoveExpired();
    }

    [LoggerMessage(LogLevel.Error, "The sessions of open pages could not be looked at again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
