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

    /// <summary>
    /// Ends the session that the browser has had until now, if any: somebody signs in over it. For requests that the cookie's scheme has
    /// not authenticated, such as the provider's callback.
    /// </summary>
    public async Task RevokeFormerAsync(HttpContext http)
    {
        var former = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (former.Principal?.ToSession() is { } session)
            await RevokeAsync(session.Id);
    }

    /// <summary>Ends the session with that id; not cancelled when the caller disconnects.</summary>
    public async Task RevokeAsync(string id)
    {
        await revokedSessions.RevokeAsync(id, CancellationToken.None);
        sessions.Publish(id);
    }
}
