using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;

namespace ContactPortal.Tests.Scale;

/// <summary>An acknowledged save or undo, with what the person had been shown when it was sent.</summary>
/// <param name="SaveId">The id of the save.</param>
/// <param name="Contact">The contact in the result.</param>
/// <param name="Changed">The changed fields in the result.</param>
/// <param name="Wanted">The values that the person entered, as stored.</param>
/// <param name="Known">The value that the person had last been shown in each field, as stored.</param>
internal sealed record Acknowledged(
    Guid SaveId, ContactView Contact, IReadOnlyCollection<ContactField> Changed, IReadOnlyDictionary<ContactField, string> Wanted,
    IReadOnlyDictionary<ContactField, string> Known);

/// <summary>
/// Checks the invariants of K13: each acknowledged save is in the history once, as it was entered, and nobody replaced a value without
/// having been shown it. Uses neither drafts nor merging: compares the history with what persons were shown.
/// </summary>
internal static class HistoryInvariants
{
    /// <summary>Describes every violation.</summary>
    /// <param name="entries">The organisation's history entries, the oldest first.</param>
    /// <param name="acknowledged">The acknowledged saves that changed something.</param>
    /// <param name="refused">The ids of the refused saves.</param>
    /// <param name="contacts">The current contacts, by id.</param>
    public static IEnumerable<string> Violations(
        IReadOnlyList<HistoryEntry> entries, IReadOnlyCollection<Acknowledged> acknowledged, IReadOnlySet<Guid> refused,
        IReadOnlyDictionary<Guid, ContactView> contacts)
    {
        var saves = acknowledged.ToDictionary(a => a.SaveId);
        var now = new Dictionary<(Guid Contact, ContactField Field), string>();
        foreach (var entry in entries)
        {
            if (refused.Contains(entry.SaveId))
                yield return $"entry {entry.Number} was refused, and is there";
            if (!saves.Remove(entry.SaveId, out var save))
            {
                yield return $"entry {entry.Number} was never acknowledged, or is recorded twice";
                continue;
            }

            if ((save.Contact.Id, save.Contact.Version) != (entry.Subject, entry.Number))
                yield return $"entry {entry.Number} was acknowledged as {save.Contact.Version}";
            foreach (var change in FieldChanges.Read(entry.Changes))
            {
                var field = new ContactField(change.Field);
                if (now.GetValueOrDefault((entry.Subject, field), ContactValues.Empty[field]) != change.From)
                    yield return $"entry {entry.Number}: {field} was not {change.From}";
                if (save.Wanted.GetValueOrDefault(field) != change.To)
                    yield return $"entry {entry.Number}: nobody typed {change.To} into {field}";
                if (save.Known.GetValueOrDefault(field, ContactValues.Empty[field]) != change.From)
                    yield return $"entry {entry.Number}: {field} overwrites {change.From}, unseen";
                if (!save.Changed.Contains(field))
                    yield return $"entry {entry.Number}: the result does not name {field}";
                now[(entry.Subject, field)] = change.To;
            }
        }

        foreach (var lost in saves.Values)
            yield return $"save {lost.SaveId}, acknowledged as {lost.Contact.Version}, is lost";
        foreach (var ((contact, field), value) in now)
        {
            if (contacts.GetValueOrDefault(contact)?.Values[field] != value)
                yield return $"{field} of {contact} is not {value}, as its history says";
        }
    }
}
