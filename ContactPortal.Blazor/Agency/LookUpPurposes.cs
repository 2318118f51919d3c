using System.Collections.Concurrent;
using ContactPortal.Domain.Agency;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.Agency;

/// <summary>
/// The purposes that the agency's persons look contacts up for, each chosen once a session (A1). Kept in memory: after a restart, or at
/// another process, the purpose is asked for again.
/// </summary>
internal sealed class LookUpPurposes(IOptions<SessionOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (LookUpPurpose Purpose, DateTimeOffset At)> chosen = [];

    /// <summary>The purpose that was chosen in that session; null when none was.</summary>
    public LookUpPurpose? Find(string session) => chosen.TryGetValue(session, out var found) ? found.Purpose : null;

    /// <summary>Sets the purpose of that session, and forgets those of sessions that are over.</summary>
    public void Choose(string session, LookUpPurpose purpose)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, former) in chosen)
        {
            if (now - former.At > options.Value.Longest)
                chosen.TryRemove(id, out _);
        }

        chosen[session] = (purpose, now);
    }
}
