using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Ends a session everywhere: every copy of its cookie, and every open page.</summary>
internal sealed class SessionRevoker(RevokedSessions revokedSessions, SessionChangeFeed sessions)
{
    /// <summary>Ends the request's session, if it has one.</summary>
    public async Task RevokeAsync(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (http.User.ToSession() is { } session)
            await RevokeAsync(session.Id);
    }

    /// <summary>Ends the session with that id, or those with that provider key; not cancelled when the caller disconnects.</summary>
    public async Task RevokeAsync(string key)
    {
        await revokedSessions.RevokeAsync(key, CancellationToken.None);
        sessions.Publish(key);
    }
}
