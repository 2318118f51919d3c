using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Records the results of attempts to send mails.</summary>
public sealed class MailResults(PortalDatabase database, AddressMarks marks, MailFeed feed, MailHealth health, TimeProvider clock)
{
    /// <summary>However long no mail can be sent, a mail older than this is given up: what it says is out of date.</summary>
    private static readonly TimeSpan LongestHeld = TimeSpan.FromDays(14);

    /// <summary>Records the result, unless the lease has passed to another dispatcher.</summary>
    internal async Task RecordAsync(LeasedMail leased, SendResult result, Guid worker, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.ExecuteWriteAsync(async (db, token) =>
        {
            var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Sequence == leased.Mail.Sequence && m.LeasedBy == worker, token);
            if (mail is null)
                return false;
            (mail.LeasedBy, mail.LeasedUntil) = (null, null);
            Apply(mail, result, now);
            if (result is SendResult.Accepted)
                await AddressMarks.RecordAcceptedAsync(db, mail, leased.Address, now, token);
            return true;
        }, cancellationToken);
        if (result is SendResult.Refused { Reason: BounceReason.Dead } refused)
            await marks.RecordDeadAsync(leased.Mail, leased.Address, refused.Cause, isRefused: true, cancellationToken);
        feed.Publish(leased.Mail.Organisation);
    }

    private void Apply(OutboxMail mail, SendResult result, DateTimeOffset now)
    {
        switch (result)
        {
            case SendResult.Accepted:
                (mail.State, mail.Cause, mail.Reason, mail.SettledAt) = (MailState.Accepted, null, null, now);
                break;
            case SendResult.Refused refused:
                (mail.State, mail.Cause, mail.Reason, mail.SettledAt) = (MailState.Failed, refused.Cause, refused.Reason, now);
                break;
            case SendResult.Deferred deferred:
                (mail.Cause, mail.Reason) = (deferred.Cause, deferred.Reason);
                if (now >= mail.ExpiresAt)
                    (mail.State, mail.SettledAt) = (MailState.Failed, now);
                break;
            case SendResult.Held held:
                (mail.Cause, mail.Reason) = (held.Cause, null);
                Hold(mail, now);
                break;
            default:
                throw new InvalidOperationException($"Unknown result {result.GetType().Name}.");
        }
    }

    /// <summary>While no mail can be sent at all, its time doesn't run out.</summary>
    private void Hold(OutboxMail mail, DateTimeOffset now)
    {
        if (health.IsFailing && now < mail.CreatedAt + LongestHeld)
            mail.ExpiresAt = now + Outbox.RetryWindow;
        else if (now >= mail.ExpiresAt)
            (mail.State, mail.SettledAt) = (MailState.Failed, now);
    }
}
