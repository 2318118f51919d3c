using System.Collections.Concurrent;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// The owner of each circuit: session, person, organisation and role. The framework reconnects a circuit for anyone who presents its
/// secret, which on a shared machine may be the next person who signs in.
/// </summary>
internal sealed class CircuitOwnerStore(TimeProvider clock)
{
    /// <summary>How long an owner is kept after the connection is gone: longer than the framework keeps a disconnected circuit.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Owner> owners = [];
    private readonly ConcurrentDictionary<string, string> circuits = [];

    /// <summary>Records the owner of a circuit that was started over the connection.</summary>
    public void Add(string secret, string connectionId, ClaimsPrincipal principal)
    {
        owners[secret] = new(principal.ToSession(), principal.ToActor(), connectionId, null);
        circuits[connectionId] = secret;
    }

    /// <summary>The connection that the circuit was last used over; null if the circuit is unknown.</summary>
    public string? ConnectionOf(string secret) => owners.GetValueOrDefault(secret)?.ConnectionId;

    /// <summary>Whether the connection has a circuit.</summary>
    public bool IsInUse(string connectionId) => circuits.ContainsKey(connectionId);

    /// <summary>Moves the circuit to another connection. False, and nothing changes, if the owner is another or unknown.</summary>
    public bool Transfer(string secret, string connectionId, ClaimsPrincipal principal)
    {
        if (!owners.TryGetValue(secret, out var owner) || owner.Session != principal.ToSession() || owner.Actor != principal.ToActor())
            return false;
        owners[secret] = owner with { ConnectionId = connectionId, DisconnectedAt = null };
        circuits[connectionId] = secret;
        return true;
    }

    /// <summary>Records that a connection was closed; its circuit can be reconnected for a while.</summary>
    public void Remove(string connectionId)
    {
        if (circuits.TryRemove(connectionId, out var secret) && owners.TryGetValue(secret, out var owner)
            && owner.ConnectionId == connectionId)
            owners[secret] = owner with { DisconnectedAt = clock.GetUtcNow() };
    }

    /// <summary>Removes the owners of circuits that the framework no longer keeps.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - Retention;
        foreach (var (secret, owner) in owners)
        {
            if (owner.DisconnectedAt < oldest)
                owners.TryRemove(secret, out _);
        }
    }

    private sealed record Owner(Session? Session, Actor? Actor, string ConnectionId, DateTimeOffset? DisconnectedAt);
}
