using System.Threading.Channels;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Empties the outbox: at once after every change, since it may have written mails, and every few seconds for those that are tried again.</summary>
internal sealed partial class MailPump(
    MailDispatcher dispatcher, ChangeFeed feed, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailPump> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.CanSend)
        {
            LogNoServer(logger);
            return;
        }

        // Of capacity one: however many changes come while mails are being sent, they are one more look.
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var listening = feed.Listen(_ => due.Writer.TryWrite(true));
        await using var timer = clock.CreateTimer(_ => due.Writer.TryWrite(true), null, TimeSpan.Zero, Interval);
        await foreach (var _ in due.Reader.ReadAllAsync(stoppingToken))
            await DispatchAsync(stoppingToken);
    }

    private async Task DispatchAsync(CancellationToken stop)
    {
        try
        {
            await dispatcher.DispatchAsync(stop);
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
