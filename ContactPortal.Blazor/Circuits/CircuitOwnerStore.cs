using System.Collections.Concurrent;
using System.Security.Claims;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Whose each circuit is: one session, person, organisation and role. The framework hands a circuit to whoever knows its secret, which
/// on a shared machine is the next person to sign in.
/// </summary>
internal sealed class CircuitOwnerStore(TimeProvider clock)
{
    /// <summary>Longer than the framework keeps a circuit whose page is gone.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Owner> owners = [];
    private readonly ConcurrentDictionary<string, string> circuits = [];

    /// <summary>A circuit has been started over that connection.</summary>
    public void Add(string secret, string connectionId, ClaimsPrincipal principal)
    {
        owners[secret] = new(principal.ToSession(), principal.ToActor(), null);
        circuits[connectionId] = secret;
    }

    /// <summary>Takes the circuit over to another connection, if it is the same person's; a circuit that nobody knows is nobody's.</summary>
    public bool Transfer(string secret, string connectionId, ClaimsPrincipal principal)
    {
        if (!owners.TryGetValue(secret, out var owner) || owner.Session != principal.ToSession() || owner.Actor != principal.ToActor())
            return false;
        owners[secret] = owner with { Left = null };
        circuits[connectionId] = secret;
        return true;
    }

    /// <summary>A connection is gone; its circuit may be asked for again for a while.</summary>
    public void Remove(string connectionId)
    {
        if (circuits.TryRemove(connectionId, out var secret) && owners.TryGetValue(secret, out var owner))
            owners[secret] = owner with { Left = clock.GetUtcNow() };
    }

    /// <summary>Forgets the circuits that the framework has forgotten.</summary>
    public void RemoveExpired()
    {
        var oldest = clock.GetUtcNow() - Kept;
        foreach (var (secret, owner) in owners)
        {
            if (owner.Left < oldest)
                owners.TryRemove(secret, out _);
        }
    }

    private sealed record Owner(Session? Session, Actor? Actor, DateTimeOffset? Left);
}
