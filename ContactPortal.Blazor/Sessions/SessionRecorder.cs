using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Sessions;

/// <summary>Records the sessions that begin, so that persons see on Min side where they are signed in (O4).</summary>
internal sealed class SessionRecorder(SignedInSessions signedIn, SessionChangeFeed sessions)
{
    /// <summary>Records a session that begins with this request.</summary>
    public async Task RecordAsync(HttpContext http, Guid personId, Session session)
    {
        await signedIn.AddAsync(
            new()
            {
                Session = session.Id, PersonId = personId, Browser = BrowserName.Of(http.Request.Headers.UserAgent.ToString()),
                BeganAt = session.Began,
            },
            http.RequestAborted);
        sessions.Publish(session.Id);
    }
}
