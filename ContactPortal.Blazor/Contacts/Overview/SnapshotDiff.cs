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
    private readonly ChangeMarks marks = new(actor, clock);

    /// <summary>The latest changes by others, as sentences; empty until there is one.</summary>
    public string Announcement { get; private set; } = "";

    /// <summary>Compares a snapshot with the one before it.</summary>
    public void Update(OrganisationSnapshot before, OrganisationSnapshot after)
    {
        var changed = after.ChangedSince(before);
        marks.Add(changed.Select(c => (c.Id, c.ChangedAt, c.ChangedById, c.ChangedBy)));
        var sentences = changed.Where(c => c.ChangedById != actor.PersonId).Select(c => Sentence(before.Find(c.Id), c, after)).ToList();
        if (sentences.Count > 0)
            Announcement = string.Join(" ", sentences);
    }

    /// <summary>The mark of a recently changed contact; null for others.</summary>
    public ChangeMark? MarkOf(ContactView contact) => marks.Of(contact.Id);

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
