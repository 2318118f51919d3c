using System.Collections.Concurrent;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// The pages connected to this process, and who they belong to. The connection of a page whose session changes is aborted.
/// </summary>
internal sealed class ConnectedPages(SessionChangeFeed sessions, TimeProvider clock)
{
    /// <summary>How long a page has to reload by itself after its session changed, before its connection is aborted.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Page> pages = [];
    private readonly ConcurrentDictionary<Guid, int> counts = [];

    /// <summary>The principals that have pages open, one for each session.</summary>
    public IEnumerable<ClaimsPrincipal> Principals => pages.Values.Select(p => p.Principal).DistinctBy(p => p.ToSession());

    /// <summary>The number of connected pages of a person.</summary>
    public int CountOf(Guid personId) => counts.GetValueOrDefault(personId);

    /// <summary>Whether the connection is one of a page that is still connected.</summary>
    public bool IsConnected(string connectionId) => pages.ContainsKey(connectionId);

    /// <summary>Aborts the connection of a page that has been replaced by another.</summary>
    public void Abort(string connectionId)
    {
        if (pages.TryGetValue(connectionId, out var page))
            page.Connection.Abort();
    }

    /// <summary>Adds a page that has connected; ignored if nobody is signed in.</summary>
    public void Add(HubCallerContext connection)
    {
        if (connection.User is not { } principal || principal.ToSession() is not { } session || principal.ToActor() is not { } actor)
            return;

        var subscription = sessions.Subscribe(session, () => _ = CloseAsync(connection));
        pages[connection.ConnectionId] = new(connection, principal, actor.PersonId, subscription);
        counts.AddOrUpdate(actor.PersonId, 1, (_, count) => count + 1);
    }

    /// <summary>Removes a page whose connection was closed.</summary>
    public void Remove(string connectionId)
    {
        if (!pages.TryRemove(connectionId, out var page))
            return;
        page.Subscription.Dispose();
        counts.AddOrUpdate(page.PersonId, 0, (_, count) => count - 1);
        counts.TryRemove(KeyValuePair.Create(page.PersonId, 0));
    }

    private async Task CloseAsync(HubCallerContext connection)
    {
        await Task.Delay(GracePeriod, clock);
        connection.Abort();
    }

    private sealed record Page(HubCallerContext Connection, ClaimsPrincipal Principal, Guid PersonId, IDisposable Subscription);
}
