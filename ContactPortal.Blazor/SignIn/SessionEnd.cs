using ContactPortal.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Ends a session everywhere: its cookie, every copy of it, and every open page.</summary>
internal sealed class SessionEnd(RevokedSessions ended, Sessions sessions)
{
    /// <summary>Ends the session that the request belongs to, if it belongs to one.</summary>
    public async Task EndAsync(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (http.User.ToSession() is { } session)
            await EndAsync(session.Id);
    }

    /// <summary>Ends the session with that id, or those with that key at the provider; whoever asked may have gone meanwhile.</summary>
    public async Task EndAsync(string key)
    {
        await ended.RevokeAsync(key, CancellationToken.None);
        sessions.Change(key);
    }
}
