using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The part of an organisation's snapshot about its directory: who has left, open access requests, and leavings that wait for an answer
/// (P2, P3, P5, P8).
/// </summary>
public sealed class PersonTasks
{
    /// <summary>No person has left, and no access request is open.</summary>
    public static readonly PersonTasks Empty = new([], [], []);

    private readonly FrozenDictionary<Guid, DateTimeOffset> left;

    /// <summary>Creates the part of a snapshot.</summary>
    /// <param name="left">The persons who have left, and when.</param>
    /// <param name="requests">The open access requests, in any order.</param>
    /// <param name="heldLeavings">The leavings that wait for an answer, in any order.</param>
    public PersonTasks(
        ImmutableArray<(Guid PersonId, DateTimeOffset At)> left, ImmutableArray<AccessTask> requests,
        ImmutableArray<HeldLeavingView> heldLeavings)
    {
        HeldLeavings = [.. heldLeavings.OrderBy(h => h.Name, DanishCollation.Names).ThenBy(h => h.PersonId)];
        this.left = left.ToFrozenDictionary(l => l.PersonId, l => l.At);
        Requests = [.. requests.OrderBy(r => r.Request.AskedAt).ThenBy(r => r.Request.Id)];
    }

    /// <summary>The open access requests, the oldest first.</summary>
    public ImmutableArray<AccessTask> Requests { get; }

    /// <summary>The leavings that wait for an administrator's answer, by name in Danish order.</summary>
    public ImmutableArray<HeldLeavingView> HeldLeavings { get; }

    /// <summary>How many tasks of the administrators these are: the waiting leavings are one, however many they are.</summary>
    public int Count => Requests.Length + (HeldLeavings.IsEmpty ? 0 : 1);

    /// <summary>When that person left; null when the person has not.</summary>
    public DateTimeOffset? LeftAt(Guid personId) => left.TryGetValue(personId, out var at) ? at : null;
}
