using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Dispatches the mails of the outbox: at once when mails are queued, and every 5 seconds for retries.</summary>
internal sealed partial class OutboxHostedService(
    MailDispatcher dispatcher, OutboxSignal outbox, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<OutboxHostedService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.CanSend)
        {
            LogNoServer(logger);
            return;
        }

        // Signals that arrive while mails are sent are coalesced into one more dispatch.
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
            LogFailed(logger, exception.FailureLevel, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail:Host is not set: mails stay in the outbox")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage("Dispatching the outbox failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
