using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Scale;

/// <summary>A save or an undoing that was acknowledged, with what the person knew when it was sent.</summary>
/// <param name="SaveId">Its own id.</param>
/// <param name="Contact">The contact that the answer showed.</param>
/// <param name="Changed">The fields that the answer said were changed.</param>
/// <param name="Wanted">What the person wanted in the fields that were typed in, as stored.</param>
/// <param name="Known">The value that the person had last been shown in each field, as stored.</param>
internal sealed record Acknowledged(
    Guid SaveId, ContactView Contact, IReadOnlyCollection<ContactField> Changed, IReadOnlyDictionary<ContactField, string> Wanted,
    IReadOnlyDictionary<ContactField, string> Known);

/// <summary>
/// Holds the portal to its promise (K13): each acknowledged save is in the history once, as it was wanted, and no value was replaced by
/// somebody who had not been shown it. It trusts neither drafts nor merging: it compares the history with what persons saw.
/// </summary>
internal static class HistoryInvariants
{
    /// <summary>Every breach of the promise, in words; none when it was kept.</summary>
    /// <param name="lines">The organisation's history, the oldest line first.</param>
    /// <param name="acknowledged">Everything that was acknowledged, but what changed nothing.</param>
    /// <param name="refused">The ids of everything that was refused.</param>
    /// <param name="contacts">The contacts as they stand.</param>
    public static IEnumerable<string> Violations(
        IReadOnlyList<HistoryEntry> lines, IReadOnlyCollection<Acknowledged> acknowledged, IReadOnlySet<Guid> refused,
        IReadOnlyDictionary<Guid, ContactView> contacts)
    {
        var saves = acknowledged.ToDictionary(a => a.SaveId);
        var now = new Dictionary<(Guid Contact, ContactField Field), string>();
        foreach (var line in lines)
        {
            if (refused.Contains(line.SaveId))
                yield return $"line {line.Number} was refused, and is there";
            if (!saves.Remove(line.SaveId, out var save))
            {
                yield return $"line {line.Number} was never acknowledged, or stands twice";
                continue;
            }

            if ((save.Contact.Id, save.Contact.Version) != (line.Subject, line.Number))
                yield return $"line {line.Number} was acknowledged as {save.Contact.Version}";
            foreach (var change in FieldChanges.Read(line.Changes))
            {
                var field = new ContactField(change.Field);
                if (now.GetValueOrDefault((line.Subject, field), ContactValues.Empty[field]) != change.From)
                    yield return $"line {line.Number}: {field} was not {change.From}";
                if (save.Wanted.GetValueOrDefault(field) != change.To)
                    yield return $"line {line.Number}: nobody typed {change.To} into {field}";
                if (save.Known.GetValueOrDefault(field, ContactValues.Empty[field]) != change.From)
                    yield return $"line {line.Number}: {field} overwrites {change.From}, unseen";
                if (!save.Changed.Contains(field))
                    yield return $"line {line.Number}: the answer did not speak of {field}";
                now[(line.Subject, field)] = change.To;
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
