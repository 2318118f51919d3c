using System.Collections.Immutable;
using ContactPortal.Domain.Access;

namespace ContactPortal.Blazor.Contacts;

/// <summary>The marks of rows that were changed while the page was open (K12).</summary>
internal sealed class ChangeMarks(Actor actor, TimeProvider clock)
{
    /// <summary>How long a changed row is marked.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    private ImmutableDictionary<Guid, ChangeMark> marks = ImmutableDictionary<Guid, ChangeMark>.Empty;

    /// <summary>Marks the rows, and removes marks that are over.</summary>
    public void Add(IEnumerable<(Guid Id, DateTimeOffset At, Guid ById, string By)> changes)
    {
        var (now, earlier) = (clock.GetUtcNow(), marks);
        marks = marks
            .RemoveRange(marks.Where(m => now - m.Value.At > Duration).Select(m => m.Key))
            .SetItems(changes.Select(c => KeyValuePair.Create(c.Id, new ChangeMark(
                c.At, c.By, c.ById == actor.PersonId, earlier.GetValueOrDefault(c.Id) is { IsAgain: false }))));
    }

    /// <summary>The mark of a recently changed row; null for others.</summary>
    public ChangeMark? Of(Guid id) => marks.GetValueOrDefault(id);
}
