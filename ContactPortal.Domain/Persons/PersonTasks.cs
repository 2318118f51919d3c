using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// What an organisation's snapshot knows of its directory: who has left, and who waits for an answer (P2, P3, P5).
/// </summary>
public sealed class PersonTasks
{
    /// <summary>Nobody has left, nobody waits.</summary>
    public static readonly PersonTasks Empty = new([], []);

    private readonly FrozenDictionary<Guid, DateTimeOffset> left;

    /// <summary>A snapshot of those.</summary>
    /// <param name="left">Who has left, and since when.</param>
    /// <param name="requests">Who waits.</param>
    public PersonTasks(ImmutableArray<(Guid PersonId, DateTimeOffset At)> left, ImmutableArray<AccessTask> requests)
    {
        this.left = left.ToFrozenDictionary(l => l.PersonId, l => l.At);
        Requests = [.. requests.OrderBy(r => r.Request.AskedAt).ThenBy(r => r.Request.Id)];
    }

    /// <summary>The requests and questions that nobody has answered, the oldest first.</summary>
    public ImmutableArray<AccessTask> Requests { get; }

    /// <summary>Since when that person has left; null when they have not.</summary>
    public DateTimeOffset? LeftAt(Guid personId) => left.TryGetValue(personId, out var at) ? at : null;
}
