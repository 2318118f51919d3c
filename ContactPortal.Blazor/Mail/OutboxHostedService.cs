using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Empties the outbox: at once when mails are queued, and every few seconds for those that are tried again.</summary>
internal sealed partial class OutboxHostedService(
    MailDispatcher dispatcher, OutboxSignal outbox, IOptions<MailOptions> options, TimeProvider clock, ILogger<OutboxHostedService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.CanSend)
        {
            LogNoServer(logger);
            return;
        }

        // However many mails are queued while others are being sent, they are one more look.
        var due = new SignalCoalescer();
        using var subscription = outbox.Subscribe(() => due.Signal());
        await using var timer = clock.CreateTimer(_ => due.Signal(), null, TimeSpan.Zero, Interval);
        while (true)
        {
            await due.WaitAsync(stoppingToken);
            await DispatchAsync(stoppingToken);
        }
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await dispatcher.DispatchAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail:Host is not set: mails stay in the outbox")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage(LogLevel.Error, "The outbox could not be emptied")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
