using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Access;

/// <summary>A session that was ended before its time.</summary>
public sealed class EndedSession
{
    /// <summary>The session's id.</summary>
    public required string Session { get; init; }

    /// <summary>When it was ended.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// The sessions that are over although their cookie has not run out: a cookie that was copied before a sign-out opens nothing after it,
/// on any machine of the portal.
/// </summary>
public sealed class EndedSessions(PortalStore store, TimeProvider clock)
{
    /// <summary>Longer than any session lasts; after it, the cookie's own age shuts it out.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Ends the session for good; ending it twice is ending it once.</summary>
    public Task EndAsync(string session, CancellationToken stop) =>
        store.WriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            var now = clock.GetUtcNow();
            db.EndedSessions.RemoveRange(await db.EndedSessions.Where(s => s.At < now - Kept).ToListAsync(token));
            if (!await db.EndedSessions.AnyAsync(s => s.Session == session, token))
                db.EndedSessions.Add(new() { Session = session, At = now });
            return session;
        }, stop);

    /// <summary>Whether the session has been ended.</summary>
    public async Task<bool> HasAsync(string session, CancellationToken stop)
    {
        await using var db = await store.ReadAsync(OrganisationCode.Agency, stop);
        return await db.EndedSessions.AnyAsync(s => s.Session == session, stop);
    }
}
