using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>Measures the waiting mails for the metrics: how many are due, and how long the oldest of them has been.</summary>
public sealed class MailQueueGauge(PortalDatabase database, TimeProvider clock)
{
    /// <summary>Measures them.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var waiting = db.Outbox.Where(m => m.State == MailState.Waiting && (m.NextAttemptAt <= now || m.Attempts > 0));
        var count = await waiting.CountAsync(cancellationToken);
        var oldest = await waiting.OrderBy(m => m.Sequence).Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        PortalMeter.MailsWait(count, oldest is { } since ? now - since : TimeSpan.Zero);
    }
}
