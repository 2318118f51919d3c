using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Sends the waiting mails of the outbox in order (D7). A dispatcher leases each mail that it sends, so that no other one sends it too;
/// after a dispatcher has died, the lease expires and the mail is sent again with the same Message-ID. A mail over which the server takes
/// its time is waited for beside the others.
/// </summary>
public sealed partial class MailDispatcher(
    MailLeases leases, MailResults results, IMailTransport transport, MailMessageBuilder builder, MailHealth health, TimeProvider clock,
    ILogger<MailDispatcher> logger)
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(15);
    private const int MaxDoublings = 10;

    /// <summary>How long the other mails wait for one.</summary>
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);

    /// <summary>How many mails may be waited for beside the others.</summary>
    private const int MaxSlow = 4;

    /// <summary>After so many mails that couldn't be sent for the same kind of reason the others aren't tried in this round.</summary>
    private const int MaxHeldInARow = 3;

    private readonly Guid worker = Guid.NewGuid();
    private readonly List<Task<SendResult>> slow = [];

    /// <summary>The delay after that many attempts: doubling, with 20 % jitter, so that many mails are not retried at once.</summary>
    public static TimeSpan RetryDelayAfter(int attempts, double chance)
    {
        var delay = FirstRetryDelay * Math.Pow(2, Math.Min(attempts - 1, MaxDoublings));
        return (delay < MaxRetryDelay ? delay : MaxRetryDelay) * (0.8 + (0.4 * chance));
    }

    /// <summary>
    /// Sends the mails that are due until none is left or none can be sent. Returns how many were accepted; those that the server still
    /// takes its time over are settled later. For one caller at a time.
    /// </summary>
    public async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var (accepted, held) = (0, 0);
        try
        {
            while (held < MaxHeldInARow && await HasCapacityAsync(cancellationToken)
                && await leases.NextAsync(worker, cancellationToken) is { } leased)
            {
                var sending = SendAndRecordAsync(leased, cancellationToken);
                if (!await IsDoneSoonAsync(sending, cancellationToken))
                {
                    slow.Add(sending);
                    continue;
                }

                var result = await sending;
                accepted += result is SendResult.Accepted ? 1 : 0;
                held = result switch
                {
                    SendResult.Held { Fault: TransportFault.Sender or TransportFault.Policy } => held + 1,
                    SendResult.Held => MaxHeldInARow,
                    _ => 0,
                };
            }
        }
        finally
        {
            await transport.DisconnectAsync(CancellationToken.None);
        }

        return accepted;
    }

    /// <summary>Removes the slow mails that are settled, and waits a moment when there are too many.</summary>
    private async Task<bool> HasCapacityAsync(CancellationToken cancellationToken)
    {
        slow.RemoveAll(s => s.IsCompleted);
        if (slow.Count >= MaxSlow)
            await IsDoneSoonAsync(Task.WhenAny(slow), cancellationToken);
        slow.RemoveAll(s => s.IsCompleted);
        return slow.Count < MaxSlow;
    }

    private async Task<bool> IsDoneSoonAsync(Task task, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(SlowAfter, clock, over.Token));
        await over.CancelAsync();
        return first == task || task.IsCompleted;
    }

    private async Task<SendResult> SendAndRecordAsync(LeasedMail leased, CancellationToken cancellationToken)
    {
        var result = await SendAsync(leased, cancellationToken);
        if (result is SendResult.Deferred or SendResult.Refused)
            LogNotAccepted(logger, leased.Mail.Id, leased.Mail.Organisation, result.GetType().Name, result.Cause);
        PortalMeter.Sent(leased.Mail.Kind, result);
        try
        {
            await results.RecordAsync(leased, result, worker, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The lease has counted the attempt and set the next one: the mail is not sent again at once.
            LogNotRecorded(logger, fault.FailureLevel, leased.Mail.Id, fault);
        }

        return result;
    }

    private async Task<SendResult> SendAsync(LeasedMail leased, CancellationToken cancellationToken)
    {
        try
        {
            var result = await transport.SendAsync(
                builder.Build(leased.Mail, leased.Name, leased.Address), builder.ReturnAddressOf(leased.Mail),
                new(leased.Name, leased.Address), cancellationToken);
            if (result is SendResult.Held held)
                health.Fails(held);
            else
                health.Works();
            return result;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A mail that cannot be built or sent must not block the others.
            LogFault(logger, fault.FailureLevel, leased.Mail.Id, fault);
            return new SendResult.Deferred(fault.GetType().Name, BounceReason.Unclear);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Mail} of organisation {Organisation} was not accepted: {Answer}, \"{Cause}\"")]
    private static partial void LogNotAccepted(ILogger logger, Guid mail, OrganisationCode organisation, string answer, string cause);

    [LoggerMessage("Mail {Mail} could not be built or sent")]
    private static partial void LogFault(ILogger logger, LogLevel level, Guid mail, Exception exception);

    [LoggerMessage("The result of sending mail {Mail} could not be recorded; it may be sent again")]
    private static partial void LogNotRecorded(ILogger logger, LogLevel level, Guid mail, Exception exception);
}
