using System.Collections.Concurrent;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Api;

/// <summary>
/// Counts what the listed clients of the API do, by client and Danish day. Each process counts for itself, from its start. Thread-safe.
/// </summary>
internal sealed class ApiUsage(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ApiClientUsage> byClient = new(StringComparer.Ordinal);

    /// <summary>What the client has done today.</summary>
    public ApiClientUsage Of(string client)
    {
        var today = DanishCalendar.Of(clock.GetUtcNow());
        return byClient.TryGetValue(client, out var usage) ? usage.On(today) : ApiClientUsage.NoneOn(today);
    }

    /// <summary>Counts a post of that size; false, and a refusal, when the client's quota of today is used up.</summary>
    public bool TryPost(string client, ApiClientSettings settings, long bytes)
    {
        var now = clock.GetUtcNow();
        var isTaken = false;
        Update(client, usage =>
        {
            isTaken = usage.Posts < settings.PostsADay && usage.Bytes + bytes <= settings.MegabytesADay * ApiClientUsage.Megabyte;
            return isTaken
                ? usage with { LastPostAt = now, Posts = usage.Posts + 1, Bytes = usage.Bytes + bytes }
                : usage with { Refusals = usage.Refusals + 1 };
        });
        return isTaken;
    }

    /// <summary>Counts a request that was refused for another reason.</summary>
    public void RecordRefusal(string client) => Update(client, usage => usage with { Refusals = usage.Refusals + 1 });

    /// <summary>How long it is until the counts begin anew.</summary>
    public TimeSpan UntilTomorrow()
    {
        var now = clock.GetUtcNow();
        return DanishCalendar.BeginningOf(DanishCalendar.Of(now).AddDays(1)) - now;
    }

    private void Update(string client, Func<ApiClientUsage, ApiClientUsage> next)
    {
        var today = DanishCalendar.Of(clock.GetUtcNow());
        byClient.AddOrUpdate(client, _ => next(ApiClientUsage.NoneOn(today)), (_, usage) => next(usage.On(today)));
    }
}
