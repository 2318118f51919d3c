using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Stops a directory that takes more than a fifth of a municipality away within an hour: a wrong filter there must not lock everybody out
/// here (P8).
/// </summary>
internal static class LeavingGuard
{
    /// <summary>So many may leave within an hour in any case: one of three is no mass.</summary>
    public const int AlwaysAllowed = 3;

    /// <summary>The time in which leavings are counted, and in which others pass once an administrator has allowed them.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>How long a refused leaving is not asked about again.</summary>
    public static readonly TimeSpan RefusalHolds = TimeSpan.FromHours(24);

    private const int Share = 5;

    /// <summary>Whether one more leaving is too many.</summary>
    /// <param name="left">How many the directory has marked as left within the window.</param>
    /// <param name="active">How many work for the municipality now.</param>
    public static bool IsTooMany(int left, int active) =>
        left + 1 > AlwaysAllowed && (left + 1) * Share > left + active;

    /// <summary>Whether that person's leaving has to wait for an answer, or was refused.</summary>
    public static async Task<LeavingVerdict> EvaluateAsync(
        PortalDb db, OrganisationCode organisation, Guid personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (windowStart, refusedSince) = (now - Window, now - RefusalHolds);
        var held = db.HeldLeavings.Where(h => h.Organisation == organisation);
        if (await held.AnyAsync(h => h.PersonId == personId && h.AnsweredAt == null, cancellationToken))
            return LeavingVerdict.Waits;
        if (await held.AnyAsync(h => h.PersonId == personId && h.IsAllowed == false && h.AnsweredAt > refusedSince, cancellationToken))
            return LeavingVerdict.Refused;
        if (await held.AnyAsync(h => h.IsAllowed == true && h.AnsweredAt > windowStart, cancellationToken))
            return LeavingVerdict.Passes;

        // While the question is open, no other leaving passes either.
        if (await held.AnyAsync(h => h.AnsweredAt == null, cancellationToken))
            return LeavingVerdict.MustWait;
        var left = await db.ProvisionedUsers.CountAsync(
            u => u.Organisation == organisation && u.LeftAt > windowStart, cancellationToken);
        var active = await db.Persons.CountAsync(p => p.Organisation == organisation && p.LeftAt == null, cancellationToken);
        return IsTooMany(left, active) ? LeavingVerdict.MustWait : LeavingVerdict.Passes;
    }
}
