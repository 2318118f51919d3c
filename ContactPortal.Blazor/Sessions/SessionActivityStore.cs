using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>When this process last saw a user action in each session, and when it last checked the session against the directory.</summary>
internal sealed class SessionActivityStore(IOptions<SessionOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Session, Activity> sessions = [];

    /// <summary>Records a user action in the session.</summary>
    public void RecordActivity(Session session)
    {
        var now = clock.GetUtcNow();
        sessions.AddOrUpdate(session, _ => new(now, DateTimeOffset.MinValue), (_, before) => before with { Seen = now });
    }

    /// <summary>Records that the session was checked against the directory.</summary>
    public void RecordCheck(Session session)
    {
        var now = clock.GetUtcNow();
        sessions.AddOrUpdate(session, _ => new(now, now), (_, before) => before with { Checked = now });
    }

    /// <summary>Whether the session has to be checked against the directory again.</summary>
    public bool IsDue(Session session) =>
        !sessions.TryGetValue(session, out var activity) || activity.Checked + options.Value.CheckEvery <= clock.GetUtcNow();

    /// <summary>
    /// Whether the session is past the idle time without a user action; false for a session this process has not seen yet.
    /// </summary>
    public bool IsIdle(Session session) =>
        sessions.TryGetValue(session, out var activity) && activity.Seen + options.Value.Idle <= clock.GetUtcNow();

    /// <summary>Makes the session with that id due for a check at its next request.</summary>
    public void RequireCheck(string id)
    {
        foreach (var (session, activity) in sessions)
        {
            if (session.Id == id)
                sessions.TryUpdate(session, activity with { Checked = DateTimeOffset.MinValue }, activity);
        }
    }

    /// <summary>Makes every session due for a check at its next request.</summary>
    public void RequireCheckOfAll()
    {
        foreach (var (session, activity) in sessions)
            sessions.TryUpdate(session, activity with { Checked = DateTimeOffset.MinValue }, activity);
    }

    /// <summary>Removes sessions that are past the longest session time.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - options.Value.Longest;
        foreach (var (session, activity) in sessions)
        {
            if (activity.Seen < oldest)
                sessions.TryRemove(session, out _);
        }
    }

    private sealed record Activity(DateTimeOffset Seen, DateTimeOffset Checked);
}
