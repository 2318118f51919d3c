using System.Collections.Immutable;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Follows the rosters that come in while the page is open: which contacts changed a moment ago, and the sentence that tells it.</summary>
internal sealed class SnapshotDiff(Actor actor, TimeProvider clock)
{
    /// <summary>How long a changed row is marked.</summary>
    public static readonly TimeSpan MarkDuration = TimeSpan.FromSeconds(12);

    private ImmutableDictionary<Guid, ChangeMark> marks = ImmutableDictionary<Guid, ChangeMark>.Empty;

    /// <summary>What others changed last, as a sentence; empty until somebody did.</summary>
    public string Announcement { get; private set; } = "";

    /// <summary>Takes in that one roster followed another.</summary>
    public void Update(OrganisationSnapshot before, OrganisationSnapshot after)
    {
        var now = clock.GetUtcNow();
        var changed = after.ChangedSince(before);
        var earlier = marks;
        marks = marks
            .RemoveRange(marks.Where(m => now - m.Value.At > MarkDuration).Select(m => m.Key))
            .SetItems(changed.Select(c => KeyValuePair.Create(c.Id, new ChangeMark(
                c.ChangedAt, c.ChangedBy, c.ChangedById == actor.PersonId, earlier.GetValueOrDefault(c.Id) is { IsAgain: false }))));
        var told = changed.Where(c => c.ChangedById != actor.PersonId).Select(c => Sentence(before.Find(c.Id), c, after)).ToList();
        if (told.Count > 0)
            Announcement = string.Join(" ", told);
    }

    /// <summary>The mark of a contact that changed a moment ago.</summary>
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
