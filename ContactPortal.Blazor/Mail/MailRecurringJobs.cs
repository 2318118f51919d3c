using ContactPortal.Domain.Jobs;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>
/// Runs the recurring jobs: reads the Maildir of bounces every 10 seconds (D7), and every 10 minutes queues due reminders (D10) and takes
/// marks of addresses away that have been outlived. A lease makes sure that one process at a time runs each job. Every process measures
/// the waiting mails.
/// </summary>
internal sealed partial class MailRecurringJobs(
    BounceMaildirReader bounces, AddressMarks marks, Reminders reminders, MailQueueGauge gauge, JobLeases leases, IOptions<MailOptions> options,
    TimeProvider clock, ILogger<MailRecurringJobs> logger) : BackgroundService
{
    private const string BounceJob = "bounces";
    private const string ReminderJob = "reminders";
    private const string MarkJob = "address-marks";
    private const int RoundsBetweenReminders = 60;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            if (options.Value.BounceFolder.Length > 0)
                await RunAsync(BounceJob, () => bounces.ReadAsync(options.Value.BounceFolder, stoppingToken), stoppingToken);
            await RunAsync(() => gauge.MeasureAsync(stoppingToken));
            if (round % RoundsBetweenReminders == 0)
                await RunAsync(MarkJob, () => marks.RemoveOutlivedAsync(stoppingToken), stoppingToken);
            if (options.Value.Reminders && round % RoundsBetweenReminders == 0)
                await RunAsync(ReminderJob, () => reminders.RemindAsync(stoppingToken), stoppingToken);
        }
    }

    private Task RunAsync(string job, Func<Task> work, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        if (await leases.TryAcquireAsync(job, cancellationToken))
            await work();
    });

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception.FailureLevel, exception);
        }
    }

    [LoggerMessage("A recurring mail job (bounces, marks, measuring or reminders) failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
