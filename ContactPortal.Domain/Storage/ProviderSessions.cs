using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Storage;

/// <summary>The sessions that began with a sign-in at the identity provider, and their end by a sign-out there.</summary>
public sealed class ProviderSessions(PortalDatabase database, TimeProvider clock)
{
    /// <summary>Records a session that begins.</summary>
    public Task AddAsync(ProviderSession session, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            // No session lasts that long.
            var oldest = clock.GetUtcNow() - RevokedSessions.RetentionTime;
            db.ProviderSessions.RemoveRange(await db.ProviderSessions.Where(s => s.BeganAt < oldest).ToListAsync(token));
            db.ProviderSessions.Add(session);
            return session;
        }, cancellationToken);

    /// <summary>Records the session that continues another under a new id; nothing if that one is unknown.</summary>
    public Task ContinueAsync(string former, string session, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(OrganisationCode.Agency, async (db, token) =>
        {
            if (await db.ProviderSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Session == former, token) is { } found)
                db.ProviderSessions.Add(found.ContinuedAs(session));
            return session;
        }, cancellationToken);

    /// <summary>The encrypted id_token of the session; null if none is stored.</summary>
    public async Task<string?> FindIdTokenAsync(string session, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
        return await db.ProviderSessions.Where(s => s.Session == session).Select(s => s.IdToken).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the sessions that began before, and returns their ids: a sign-in after it begins another one, whatever its session id at the
    /// provider. A sign-out that fits no session writes nothing, unless a token demands it. Null for a token that was used before.
    /// </summary>
    public async Task<ImmutableArray<string>?> EndAsync(ProviderSignOut signOut, CancellationToken cancellationToken)
    {
        if (signOut.TokenKey is null)
        {
            await using var db = await database.OpenReadAsync(OrganisationCode.Agency, cancellationToken);
            if (!await signOut.Of(db.ProviderSessions).AnyAsync(cancellationToken))
                return [];
        }

        return await database.ExecuteWriteAsync<ImmutableArray<string>?>(OrganisationCode.Agency, async (db, token) =>
        {
            var now = clock.GetUtcNow();
            if (signOut.TokenKey is { } key)
            {
                if (await db.RevokedSessions.AnyAsync(s => s.Session == key, token))
                    return (ImmutableArray<string>?)null;
                db.RevokedSessions.Add(new() { Session = key, At = now });
            }

            var ended = await signOut.Of(db.ProviderSessions).ToListAsync(token);
            var ids = ended.Select(s => s.Session).ToImmutableArray();
            var revoked = await db.RevokedSessions.Where(s => ids.Contains(s.Session)).Select(s => s.Session).ToListAsync(token);
            db.ProviderSessions.RemoveRange(ended);
            db.RevokedSessions.AddRange(ids.Except(revoked).Select(id => new RevokedSession { Session = id, At = now }));
            return ids;
        }, cancellationToken);
    }
}
