using ContactPortal.Domain.Mail;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>Reads the folder of bounces every ten seconds, and looks every ten minutes whether anybody is to be reminded (D7, D10).</summary>
internal sealed partial class MailChores(
    BounceFolder bounces, Reminders reminders, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailChores> logger) : BackgroundService
{
    private const int RoundsBetweenReminders = 60;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            if (options.Value.BounceFolder.Length > 0)
                await DoAsync(() => bounces.ReadAsync(options.Value.BounceFolder, stoppingToken));
            if (options.Value.Reminders && round % RoundsBetweenReminders == 0)
                await DoAsync(() => reminders.RemindAsync(stoppingToken));
        }
    }

    private async Task DoAsync(Func<Task> chore)
    {
        try
        {
            await chore();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Bounces could not be read, or reminders not be written")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
