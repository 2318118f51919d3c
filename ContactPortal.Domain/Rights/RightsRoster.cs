using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Rights;

/// <summary>A person as a rights page shows one.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Rid">The RID.</param>
/// <param name="Name">The name.</param>
public sealed record RosterPerson(Guid Id, string Rid, string Name);

/// <summary>Somebody who holds TASS Opfølgning under "Ny kommune" (U1).</summary>
/// <param name="Person">Who.</param>
/// <param name="GrantedAt">Since when.</param>
/// <param name="GrantedBy">By whom.</param>
/// <param name="FormerContactSince">Since when the person is no longer a contact, if so.</param>
/// <param name="KeptBecause">Why the person keeps the right all the same, if that was decided.</param>
public sealed record RightsHolder(
    RosterPerson Person, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset? FormerContactSince, string? KeptBecause);

/// <summary>The newest request of a person for the right (U3).</summary>
/// <param name="Id">The request.</param>
/// <param name="Person">Who asks.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AnsweredAt">When it was answered; null while it is open.</param>
/// <param name="AnsweredBy">By whom.</param>
/// <param name="RefusedBecause">Why it was refused; null when it was not.</param>
public sealed record RosterRequest(
    Guid Id, RosterPerson Person, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, string? AnsweredBy, string? RefusedBecause);

/// <summary>Who holds the right in an organisation, who asks for it, and who grants it, at one moment.</summary>
public sealed class RightsRoster
{
    /// <summary>Nobody holds, asks or grants.</summary>
    public static readonly RightsRoster Empty = new([], [], [], []);

    private readonly FrozenSet<Guid> holding;
    private readonly FrozenDictionary<Guid, RosterRequest> requests;
    private readonly FrozenDictionary<(Guid, RightsTaskKind), DateTimeOffset> settled;

    /// <summary>A snapshot of those.</summary>
    public RightsRoster(
        ImmutableArray<RightsHolder> holders, ImmutableArray<RosterRequest> requests, ImmutableArray<RosterPerson> administrators,
        ImmutableArray<SettledTask> settled)
    {
        (Holders, Administrators) = (holders, administrators);
        holding = holders.Select(h => h.Person.Id).ToFrozenSet();
        this.settled = settled.ToFrozenDictionary(t => (t.PersonId, t.Kind), t => t.At);
        this.requests = requests.GroupBy(r => r.Person.Id).ToFrozenDictionary(g => g.Key, g => g.MaxBy(r => r.AskedAt)!);
    }

    /// <summary>Who holds the right, by name.</summary>
    public ImmutableArray<RightsHolder> Holders { get; }

    /// <summary>The local administrators, by name.</summary>
    public ImmutableArray<RosterPerson> Administrators { get; }

    /// <summary>The requests that nobody has answered, the oldest first.</summary>
    public ImmutableArray<RosterRequest> OpenRequests =>
        [.. requests.Values.Where(r => r.AnsweredAt is null && !Holds(r.Person.Id)).OrderBy(r => r.AskedAt)];

    /// <summary>Whether that person holds the right.</summary>
    public bool Holds(Guid personId) => holding.Contains(personId);

    /// <summary>Whether that person grants rights.</summary>
    public bool IsAdministrator(Guid personId) => Administrators.Any(a => a.Id == personId);

    /// <summary>Whether that task has been marked as done since it arose (U4).</summary>
    public bool IsSettled(RightsTask task) => settled.TryGetValue((task.Person.Id, task.Kind), out var at) && at >= task.Since;

    /// <summary>The newest request of that person, or null.</summary>
    public RosterRequest? RequestOf(Guid personId) => requests.GetValueOrDefault(personId);
}
