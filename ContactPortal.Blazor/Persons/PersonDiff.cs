using System.Collections.Immutable;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Persons;

/// <summary>
/// Compares successive loads of the directory while the page is open: marks recently changed persons, and announces changes by others (K12,
/// P4).
/// </summary>
internal sealed class PersonDiff(Actor actor, TimeProvider clock)
{
    private readonly ChangeMarks marks = new(actor, clock);

    /// <summary>The latest changes by others, as sentences; empty until there is one.</summary>
    public string Announcement { get; private set; } = "";

    /// <summary>The persons who were added or changed between the loads.</summary>
    public static ImmutableArray<PersonEntry> Changed(ImmutableArray<PersonEntry> before, ImmutableArray<PersonEntry> after)
    {
        var versions = before.ToDictionary(p => p.Id, p => p.Version);
        return [.. after.Where(p => !versions.TryGetValue(p.Id, out var version) || version < p.Version)];
    }

    /// <summary>Marks the changes, and announces those by others.</summary>
    /// <param name="before">The directory before.</param>
    /// <param name="after">The directory now.</param>
    /// <param name="changes">Who changed the persons, and when.</param>
    public void Update(ImmutableArray<PersonEntry> before, ImmutableArray<PersonEntry> after, ImmutableArray<PersonChange> changes)
    {
        marks.Add(changes.Select(c => (c.PersonId, c.At, c.ById, c.By)));
        var (earlier, now) = (before.ToDictionary(p => p.Id), after.ToDictionary(p => p.Id));
        var sentences = changes.Where(c => c.ById != actor.PersonId && now.ContainsKey(c.PersonId))
            .Select(c => Sentence(c.By, earlier.GetValueOrDefault(c.PersonId)?.Values, now[c.PersonId].Values)).ToList();
        if (sentences.Count > 0)
            Announcement = string.Join(" ", sentences);
    }

    /// <summary>The mark of a recently changed person; null for others.</summary>
    public ChangeMark? MarkOf(Guid person) => marks.Of(person);

    private static string Sentence(string by, PersonValues? before, PersonValues after)
    {
        var fields = after.DifferencesFrom(before ?? PersonValues.Empty);
        return (before, fields.Contains(PersonField.HasLeft), after.HasLeft) switch
        {
            (null, _, _) => ContactsTexts.AnnounceCreated.Format(by, after.Name),
            (_, true, true) => PersonsTexts.AnnounceLeft.Format(by, after.Name),
            (_, true, false) => PersonsTexts.AnnounceReturned.Format(by, after.Name),
            _ => ContactsTexts.AnnounceChanged.Format(by, after.Name, string.Join(", ", fields.Select(PersonTexts.NameOf))),
        };
    }
}
