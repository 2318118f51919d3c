using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Rights;

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
