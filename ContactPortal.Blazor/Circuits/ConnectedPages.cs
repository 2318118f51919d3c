using System.Collections.Concurrent;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace ContactPortal.Blazor.Circuits;

/// <summary>The pages that are connected to this process, and whose they are. One whose session changes is cut off at once.</summary>
internal sealed class ConnectedPages(SessionChangeFeed sessions, TimeProvider clock)
{
    /// <summary>A page that leaves by itself says goodbye to nobody; one that does not is cut off after this.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Page> pages = [];
    private readonly ConcurrentDictionary<Guid, int> counts = [];

    /// <summary>Who has pages open, each session once.</summary>
    public IEnumerable<ClaimsPrincipal> Principals => pages.Values.Select(p => p.Principal).DistinctBy(p => p.ToSession());

    /// <summary>How many pages that person has connected.</summary>
    public int CountOf(Guid personId) => counts.GetValueOrDefault(personId);

    /// <summary>A page has connected.</summary>
    public void Add(HubCallerContext connection)
    {
        if (connection.User is not { } principal || principal.ToSession() is not { } session || principal.ToActor() is not { } actor)
            return;

        var cut = sessions.Subscribe(session, () => _ = CloseAsync(connection));
        pages[connection.ConnectionId] = new(principal, actor.PersonId, cut);
        counts.AddOrUpdate(actor.PersonId, 1, (_, count) => count + 1);
    }

    /// <summary>A page has left, or its line is broken.</summary>
    public void Remove(string connectionId)
    {
        if (!pages.TryRemove(connectionId, out var page))
            return;
        page.Cut.Dispose();
        counts.AddOrUpdate(page.PersonId, 0, (_, count) => count - 1);
        counts.TryRemove(KeyValuePair.Create(page.PersonId, 0));
    }

    private async Task CloseAsync(HubCallerContext connection)
    {
        await Task.Delay(GracePeriod, clock);
        connection.Abort();
    }

    private sealed record Page(ClaimsPrincipal Principal, Guid PersonId, IDisposable Cut);
}
