using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Ends a session everywhere: its cookie, every copy of it, and every open page.</summary>
internal sealed class SessionRevoker(RevokedSessions ended, SessionChangeFeed sessions)
{
    /// <summary>Ends the session that the request belongs to, if it belongs to one.</summary>
    public async Task RevokeAsync(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (http.User.ToSession() is { } session)
            await RevokeAsync(session.Id);
    }

    /// <summary>Ends the session with that id, or those with that key at the provider; whoever asked may have gone meanwhile.</summary>
    public async Task RevokeAsync(string key)
    {
        await ended.RevokeAsync(key, CancellationToken.None);
        sessions.Publish(key);
    }
}
