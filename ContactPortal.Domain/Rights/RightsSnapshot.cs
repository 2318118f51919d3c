using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Rights;

/// <summary>A person as a rights page shows one.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Rid">The RID.</param>
/// <param name="Name">The name.</param>
public sealed record PersonView(Guid Id, string Rid, string Name);

/// <summary>Somebody who holds TASS Opfølgning under "Ny kommune" (U1).</summary>
/// <param name="Person">Who.</param>
/// <param name="GrantedAt">Since when.</param>
/// <param name="GrantedBy">By whom.</param>
/// <param name="FormerContactSince">Since when the person is no longer a contact, if so.</param>
/// <param name="KeptBecause">Why the person keeps the right all the same, if that was decided.</param>
public sealed record RightsHolder(
    PersonView Person, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset? FormerContactSince, string? KeptBecause);

/// <summary>The newest request of a person for the right (U3).</summary>
/// <param name="Id">The request.</param>
/// <param name="Person">Who asks.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AnsweredAt">When it was answered; null while it is open.</param>
/// <param name="AnsweredBy">By whom.</param>
/// <param name="RefusedBecause">Why it was refused; null when it was not.</param>
public sealed record RightsRequestView(
    Guid Id, PersonView Person, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, string? AnsweredBy, string? RefusedBecause);

/// <summary>Who holds the right in an organisation, who asks for it, and who grants it, at one moment.</summary>
public sealed class RightsSnapshot
{
    /// <summary>Nobody holds, asks or grants.</summary>
    public static readonly RightsSnapshot Empty = new([], [], [], []);

    private readonly FrozenSet<Guid> grants;
    private readonly FrozenDictionary<Guid, RightsRequestView> requests;
    private readonly FrozenDictionary<(Guid, RightsTaskKind), DateTimeOffset> completed;

    /// <summary>A snapshot of those.</summary>
    public RightsSnapshot(
        ImmutableArray<RightsHolder> holders, ImmutableArray<RightsRequestView> requests, ImmutableArray<PersonView> administrators,
        ImmutableArray<CompletedTask> settled)
    {
        (Holders, Administrators) = (holders, administrators);
        grants = holders.Select(h => h.Person.Id).ToFrozenSet();
        this.completed = settled.ToFrozenDictionary(t => (t.PersonId, t.Kind), t => t.CompletedAt);
        this.requests = requests.GroupBy(r => r.Person.Id).ToFrozenDictionary(g => g.Key, g => g.MaxBy(r => r.AskedAt)!);
    }

    /// <summary>Who holds the right, by name.</summary>
    public ImmutableArray<RightsHolder> Holders { get; }

    /// <summary>The local administrators, by name.</summary>
    public ImmutableArray<PersonView> Administrators { get; }

    /// <summary>The requests that nobody has answered, the oldest first.</summary>
    public ImmutableArray<RightsRequestView> OpenRequests =>
        [.. requests.Values.Where(r => r.AnsweredAt is null && !Holds(r.Person.Id)).OrderBy(r => r.AskedAt)];

    /// <summary>Whether that person holds the right.</summary>
    public bool Holds(Guid personId) => grants.Contains(personId);

    /// <summary>Whether that person grants rights.</summary>
    public bool IsAdministrator(Guid personId) => Administrators.Any(a => a.Id == personId);

    /// <summary>Whether that task has been marked as done since it arose (U4).</summary>
    public bool IsCompleted(RightsTask task) => completed.TryGetValue((task.Person.Id, task.Kind), out var at) && at >= task.Since;

    /// <summary>The newest request of that person, or null.</summary>
    public RightsRequestView? RequestOf(Guid personId) => requests.GetValueOrDefault(personId);
}
