using ContactPortal.Domain.Jobs;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Mail;

/// <summary>
/// Runs two recurring jobs: reads the Maildir of bounces every 10 seconds (D7), and queues due reminders every 10 minutes (D10). A lease
/// makes sure that one process at a time runs each job.
/// </summary>
internal sealed partial class MailRecurringJobs(
    BounceMaildirReader bounces, Reminders reminders, JobLeases leases, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<MailRecurringJobs> logger) : BackgroundService
{
    private const string BounceJob = "bounces";
    private const string ReminderJob = "reminders";
    private const int RoundsBetweenReminders = 60;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            if (options.Value.BounceFolder.Length > 0)
                await RunAsync(BounceJob, () => bounces.ReadAsync(options.Value.BounceFolder, stoppingToken), stoppingToken);
            if (options.Value.Reminders && round % RoundsBetweenReminders == 0)
                await RunAsync(ReminderJob, () => reminders.RemindAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task RunAsync(string job, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            if (await leases.TryAcquireAsync(job, cancellationToken))
                await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception.FailureLevel, exception);
        }
    }

    [LoggerMessage("A recurring mail job (bounces or reminders) failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
