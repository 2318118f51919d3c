using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>The sessions that persons have at the moment (O4).</summary>
public sealed class SignedInSessions(PortalDatabase database, TimeProvider clock)
{
    /// <summary>Records a session that begins, and forgets those that are over by their age.</summary>
    public Task AddAsync(SignedInSession session, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            var oldest = clock.GetUtcNow() - RevokedSessions.RetentionTime;
            db.SignedInSessions.RemoveRange(await db.SignedInSessions.Where(s => s.BeganAt < oldest).ToListAsync(token));
            db.SignedInSessions.Add(session);
            return session;
        }, cancellationToken);

    /// <summary>The person's sessions that began after that time and were not ended, the newest first.</summary>
    public async Task<ImmutableArray<SignedInSession>> OfAsync(Guid personId, DateTimeOffset after, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
        var sessions = await db.SignedInSessions.AsNoTracking()
            .Where(s => s.PersonId == personId && s.BeganAt > after && !db.RevokedSessions.Any(r => r.Session == s.Session))
            .OrderByDescending(s => s.BeganAt).ThenBy(s => s.Session)
            .ToListAsync(cancellationToken);
        return [.. sessions];
    }
}
