using System.Collections.Immutable;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// Compares successive snapshots while the page is open: marks recently changed contacts, and announces changes by others.
/// </summary>
internal sealed class SnapshotDiff(Actor actor, TimeProvider clock)
{
    /// <summary>How long a changed row is marked.</summary>
    public static readonly TimeSpan MarkDuration = TimeSpan.FromSeconds(12);

    private ImmutableDictionary<Guid, ChangeMark> marks = ImmutableDictionary<Guid, ChangeMark>.Empty;

    /// <summary>The latest changes by others, as sentences; empty until there is one.</summary>
    public string Announcement { get; private set; } = "";

    /// <summary>Compares a snapshot with the one before it.</summary>
    public void Update(OrganisationSnapshot before, OrganisationSnapshot after)
    {
        var now = clock.GetUtcNow();
        var changed = after.ChangedSince(before);
        var earlier = marks;
        marks = marks
            .RemoveRange(marks.Where(m => now - m.Value.At > MarkDuration).Select(m => m.Key))
            .SetItems(changed.Select(c => KeyValuePair.Create(c.Id, new ChangeMark(
                c.ChangedAt, c.ChangedBy, c.ChangedById == actor.PersonId, earlier.GetValueOrDefault(c.Id) is { IsAgain: false }))));
        var sentences = changed.Where(c => c.ChangedById != actor.PersonId).Select(c => Sentence(before.Find(c.Id), c, after)).ToList();
        if (sentences.Count > 0)
            Announcement = string.Join(" ", sentences);
    }

    /// <summary>The mark of a recently changed contact; null for others.</summary>
    public ChangeMark? MarkOf(ContactView contact) => marks.GetValueOrDefault(contact.Id);

    private static string Sentence(ContactView? before, ContactView after, OrganisationSnapshot snapshot)
    {
        var fields = after.Values.DifferencesFrom(before?.Values ?? ContactValues.Empty);
        return (before, fields.Contains(ContactField.Deactivated), after.Values.Deactivated) switch
        {
            (null, _, _) => ContactsTexts.AnnounceCreated.Format(after.ChangedBy, after.Values.Name),
            (_, true, true) => ContactsTexts.AnnounceDeactivated.Format(after.ChangedBy, after.Values.Name),
            (_, true, false) => ContactsTexts.AnnounceReactivated.Format(after.ChangedBy, after.Values.Name),
            _ => ContactsTexts.AnnounceChanged.Format(
                after.ChangedBy, after.Values.Name, string.Join(", ", fields.Select(f => ContactTexts.NameOf(f, snapshot.DeliveryTypes)))),
        };
    }
}
