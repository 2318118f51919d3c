using System.Security.Claims;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Checks whether a session is still valid, and for which actor: for every request that is due, and for every open page.</summary>
internal sealed class SessionValidator(
    PersonDirectory directory, RevokedSessions revokedSessions, SessionActivityStore activity, IOptions<SessionOptions> options,
    TimeProvider clock)
{
    /// <summary>Whether the session is older than the longest session time; reads no database.</summary>
    public bool IsTooOld(Session session) => session.Began + options.Value.Longest <= clock.GetUtcNow();

    /// <summary>The session's actor as the directory has it now; null if the session is over.</summary>
    public async Task<Actor?> GetCurrentActorAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.ToActor() is not { } actor || principal.ToSession() is not { } session
            || IsTooOld(session) || await revokedSessions.IsRevokedAsync(session.Id, cancellationToken))
        {
            return null;
        }

        var current = await directory.ActorAsync(actor.PersonId, actor.Organisation, cancellationToken);
        activity.RecordCheck(session);
        return current;
    }
}
