using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>The part of an organisation's snapshot about its directory: who has left, and open access requests (P2, P3, P5).</summary>
public sealed class PersonTasks
{
    /// <summary>No person has left, and no access request is open.</summary>
    public static readonly PersonTasks Empty = new([], []);

    private readonly FrozenDictionary<Guid, DateTimeOffset> left;

    /// <summary>Creates the part of a snapshot.</summary>
    /// <param name="left">The persons who have left, and when.</param>
    /// <param name="requests">The open access requests, in any order.</param>
    public PersonTasks(ImmutableArray<(Guid PersonId, DateTimeOffset At)> left, ImmutableArray<AccessTask> requests)
    {
        this.left = left.ToFrozenDictionary(l => l.PersonId, l => l.At);
        Requests = [.. requests.OrderBy(r => r.Request.AskedAt).ThenBy(r => r.Request.Id)];
    }

    /// <summary>The open access requests, the oldest first.</summary>
    public ImmutableArray<AccessTask> Requests { get; }

    /// <summary>When that person left; null when the person has not.</summary>
    public DateTimeOffset? LeftAt(Guid personId) => left.TryGetValue(personId, out var at) ? at : null;
}
