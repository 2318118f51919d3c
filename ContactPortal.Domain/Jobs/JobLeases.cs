using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Jobs;

/// <summary>Which process does a chore, and until when.</summary>
internal sealed class JobLease
{
    /// <summary>The chore's name.</summary>
    public required string Job { get; init; }

    /// <summary>The process.</summary>
    public required Guid HeldBy { get; set; }

    /// <summary>Until when nobody else does it.</summary>
    public required DateTimeOffset Until { get; set; }
}

/// <summary>
/// Has each chore done by one process at a time, however many there are. A process that dies leaves its chores to the others once its lease
/// has run out.
/// </summary>
public sealed class JobLeases(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How long a chore is left undone, at the most, when the process that did it is gone.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private readonly Guid process = Guid.NewGuid();

    /// <summary>Whether the chore is this process's to do now; to be asked again before half of the <see cref="Duration"/> is over.</summary>
    public async Task<bool> TryAcquireAsync(string chore, CancellationToken cancellationToken)
    {
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            // Only read at first: as long as the lease has time enough, nobody need write anything.
            var moment = await db.GetLeaseTimeAsync(clock, cancellationToken);
            if (await db.JobLeases.AsNoTracking().SingleOrDefaultAsync(l => l.Job == chore, cancellationToken) is { } lease
                && (lease.HeldBy == process ? lease.Until > moment + (Duration / 2) : lease.Until >= moment))
            {
                return lease.HeldBy == process;
            }
        }

        return await database.ExecuteWriteAsync((db, token) => AcquireAsync(db, chore, token), cancellationToken);
    }

    private async Task<bool> AcquireAsync(PortalDb db, string chore, CancellationToken cancellationToken)
    {
        var moment = await db.GetLeaseTimeAsync(clock, cancellationToken);
        var lease = await db.JobLeases.SingleOrDefaultAsync(l => l.Job == chore, cancellationToken)
            ?? db.JobLeases.Add(new() { Job = chore, HeldBy = process, Until = moment }).Entity;
        if (lease.HeldBy != process && lease.Until >= moment)
            return false;
        (lease.HeldBy, lease.Until) = (process, moment + Duration);
        return true;
    }
}
