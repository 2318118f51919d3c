using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>When this process last saw somebody act in each session, and last asked the directory about it.</summary>
internal sealed class SessionActivityStore(IOptions<SessionOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Session, Activity> sessions = [];

    /// <summary>Somebody did something in the session.</summary>
    public void RecordActivity(Session session)
    {
        var now = clock.GetUtcNow();
        sessions.AddOrUpdate(session, _ => new(now, DateTimeOffset.MinValue), (_, before) => before with { Seen = now });
    }

    /// <summary>The directory has been asked.</summary>
    public void RecordCheck(Session session)
    {
        var now = clock.GetUtcNow();
        sessions.AddOrUpdate(session, _ => new(now, now), (_, before) => before with { Checked = now });
    }

    /// <summary>Whether the directory is to be asked again.</summary>
    public bool IsDue(Session session) =>
        !sessions.TryGetValue(session, out var moments) || moments.Checked + options.Value.CheckEvery <= clock.GetUtcNow();

    /// <summary>Whether nobody has done anything for too long; a session that this process has not seen yet gets its time first.</summary>
    public bool IsIdle(Session session) =>
        sessions.TryGetValue(session, out var moments) && moments.Seen + options.Value.Idle <= clock.GetUtcNow();

    /// <summary>Makes the sessions that end with that one due at their next request.</summary>
    public void RequireCheck(string key)
    {
        foreach (var (session, moments) in sessions)
        {
            if (session.IsEndedBy(key))
                sessions.TryUpdate(session, moments with { Checked = DateTimeOffset.MinValue }, moments);
        }
    }

    /// <summary>Makes every session due at its next request.</summary>
    public void RequireCheckOfAll()
    {
        foreach (var (session, moments) in sessions)
            sessions.TryUpdate(session, moments with { Checked = DateTimeOffset.MinValue }, moments);
    }

    /// <summary>Forgets the sessions that nobody can come back to.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - options.Value.Longest;
        foreach (var (session, moments) in sessions)
        {
            if (moments.Seen < oldest)
                sessions.TryRemove(session, out _);
        }
    }

    private sealed record Activity(DateTimeOffset Seen, DateTimeOffset Checked);
}
