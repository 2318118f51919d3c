using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Jobs;

/// <summary>
/// Leases recurring jobs so that each is run by one process at a time. When a process crashes, another takes over its jobs once the lease
/// has expired.
/// </summary>
public sealed class JobLeases(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How long a lease is valid: the longest time that a job rests after its process has died.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private readonly Guid process = Guid.NewGuid();

    /// <summary>
    /// Acquires or renews the lease on a job; false while another process holds it. Call again before half of <see cref="Duration"/> has
    /// passed.
    /// </summary>
    public async Task<bool> TryAcquireAsync(string job, CancellationToken cancellationToken)
    {
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            // Read without a write transaction first: a lease that is valid for long enough needs no write.
            var now = await db.GetLeaseTimeAsync(clock, cancellationToken);
            if (await db.JobLeases.AsNoTracking().SingleOrDefaultAsync(l => l.Job == job, cancellationToken) is { } lease
                && (lease.HeldBy == process ? lease.Until > now + (Duration / 2) : lease.Until >= now))
            {
                return lease.HeldBy == process;
            }
        }

        return await database.ExecuteWriteAsync((db, token) => AcquireAsync(db, job, token), cancellationToken);
    }

    private async Task<bool> AcquireAsync(PortalDb db, string job, CancellationToken cancellationToken)
    {
        var now = await db.GetLeaseTimeAsync(clock, cancellationToken);
        var lease = await db.JobLeases.SingleOrDefaultAsync(l => l.Job == job, cancellationToken)
            ?? db.JobLeases.Add(new() { Job = job, HeldBy = process, Until = now }).Entity;
        if (lease.HeldBy != process && lease.Until >= now)
            return false;
        (lease.HeldBy, lease.Until) = (process, now + Duration);
        return true;
    }
}
