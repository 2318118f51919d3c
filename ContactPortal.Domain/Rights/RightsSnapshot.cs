using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Rights;

/// <summary>A person as shown on the rights page.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Rid">The RID; empty for somebody who has none.</param>
/// <param name="Name">The name.</param>
/// <param name="LeftAt">Since when the person has left; null when they have not (P5).</param>
public sealed record PersonView(Guid Id, string Rid, string Name, DateTimeOffset? LeftAt = null);

/// <summary>Somebody who holds TASS Opfølgning under "Ny kommune" (U1).</summary>
/// <param name="Person">The holder.</param>
/// <param name="GrantedAt">When it was granted.</param>
/// <param name="GrantedBy">The name of who granted it.</param>
/// <param name="FormerContactSince">When the person ceased to be a contact, if so.</param>
/// <param name="KeptBecause">Why the person keeps the right nevertheless, if that was decided.</param>
public sealed record RightsHolder(
    PersonView Person, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset? FormerContactSince, string? KeptBecause);

/// <summary>The newest request of a person for the right (U3).</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Person">Who asks.</param>
/// <param name="AskedAt">When the person asked.</param>
/// <param name="AnsweredAt">When it was answered; null while it is open.</param>
/// <param name="AnsweredBy">The name of who answered.</param>
/// <param name="RefusedBecause">Why it was refused; null when it was not.</param>
public sealed record RightsRequestView(
    Guid Id, PersonView Person, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, string? AnsweredBy, string? RefusedBecause);

/// <summary>An organisation's right holders, requests and local administrators at one moment.</summary>
public sealed class RightsSnapshot
{
    /// <summary>Without holders, requests and administrators.</summary>
    public static readonly RightsSnapshot Empty = new([], [], [], []);

    private readonly FrozenSet<Guid> grants;
    private readonly FrozenDictionary<Guid, RightsRequestView> requests;
    private readonly FrozenDictionary<(Guid, RightsTaskKind), DateTimeOffset> completed;

    /// <summary>A snapshot of the given rows.</summary>
    public RightsSnapshot(
        ImmutableArray<RightsHolder> holders, ImmutableArray<RightsRequestView> requests, ImmutableArray<PersonView> administrators,
        ImmutableArray<CompletedTask> completed)
    {
        (Holders, Administrators) = (holders, administrators);
        grants = holders.Select(h => h.Person.Id).ToFrozenSet();
        this.completed = completed.ToFrozenDictionary(t => (t.PersonId, t.Kind), t => t.CompletedAt);
        this.requests = requests.GroupBy(r => r.Person.Id).ToFrozenDictionary(g => g.Key, g => g.MaxBy(r => r.AskedAt)!);
    }

    /// <summary>Who holds the right, by name.</summary>
    public ImmutableArray<RightsHolder> Holders { get; }

    /// <summary>The local administrators, by name.</summary>
    public ImmutableArray<PersonView> Administrators { get; }

    /// <summary>The requests that nobody has answered, the oldest first.</summary>
    public ImmutableArray<RightsRequestView> OpenRequests =>
        [.. requests.Values.Where(r => r.AnsweredAt is null && r.Person.LeftAt is null && !Holds(r.Person.Id)).OrderBy(r => r.AskedAt)];

    /// <summary>Whether that person holds the right.</summary>
    public bool Holds(Guid personId) => grants.Contains(personId);

    /// <summary>Whether that person is local administrator.</summary>
    public bool IsAdministrator(Guid personId) => Administrators.Any(a => a.Id == personId);

    /// <summary>Whether that task has been marked as done since it arose (U4).</summary>
    public bool IsCompleted(RightsTask task) => completed.TryGetValue((task.Person.Id, task.Kind), out var at) && at >= task.Since;

    /// <summary>The newest request of that person, or null.</summary>
    public RightsRequestView? RequestOf(Guid personId) => requests.GetValueOrDefault(personId);
}
