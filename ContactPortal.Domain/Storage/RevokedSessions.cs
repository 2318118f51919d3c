using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>
/// The sessions that were ended although their cookie is still valid: a cookie copied before a sign-out is refused afterwards, on every
/// machine of the portal.
/// </summary>
public sealed class RevokedSessions(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How long a revocation is kept: longer than any session lasts, after which the cookie has expired.</summary>
    public static readonly TimeSpan RetentionTime = TimeSpan.FromDays(2);

    /// <summary>Revokes the session; idempotent.</summary>
    public Task RevokeAsync(string session, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            var now = clock.GetUtcNow();
            db.RevokedSessions.RemoveRange(await db.RevokedSessions.Where(s => s.At < now - RetentionTime).ToListAsync(token));
            db.SignedInSessions.RemoveRange(await db.SignedInSessions.Where(s => s.Session == session).ToListAsync(token));
            db.ProviderSessions.RemoveRange(await db.ProviderSessions.Where(s => s.Session == session).ToListAsync(token));
            if (!await db.RevokedSessions.AnyAsync(s => s.Session == session, token))
                db.RevokedSessions.Add(new() { Session = session, At = now });
            return session;
        }, cancellationToken);

    /// <summary>Whether the session has been revoked.</summary>
    public async Task<bool> IsRevokedAsync(string session, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
        return await db.RevokedSessions.AnyAsync(s => s.Session == session, cancellationToken);
    }
}
