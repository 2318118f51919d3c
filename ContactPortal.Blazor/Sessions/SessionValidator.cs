using System.Security.Claims;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Says whether a session may go on, and as whom: asked by every request that is due, and for every open page.</summary>
internal sealed class SessionValidator(
    PersonDirectory directory, RevokedSessions ended, SessionActivityStore moments, IOptions<SessionOptions> options, TimeProvider clock)
{
    /// <summary>Whether the session is older than any may be; needs no database.</summary>
    public bool IsTooOld(Session session) => session.Began + options.Value.Longest <= clock.GetUtcNow();

    /// <summary>Who the person is by the directory now; null when the session is over.</summary>
    public async Task<Actor?> GetCurrentActorAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.ToActor() is not { } actor || principal.ToSession() is not { } session
            || IsTooOld(session) || await IsRevokedAsync(session, cancellationToken))
        {
            return null;
        }

        var now = await directory.ActorAsync(actor.PersonId, actor.Organisation, cancellationToken);
        moments.RecordCheck(session);
        return now;
    }

    private async Task<bool> IsRevokedAsync(Session session, CancellationToken cancellationToken) =>
        await ended.IsRevokedAsync(session.Id, cancellationToken) || (session.AtProvider is { } key && await ended.IsRevokedAsync(key, cancellationToken));
}
