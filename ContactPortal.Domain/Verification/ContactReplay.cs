using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Replays the contacts.</summary>
internal sealed class ContactReplay : IStateReplay
{
    private readonly Dictionary<Guid, (ContactValues Values, long Version)> replayed = [];

    public void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes)
    {
        if (!entry.Kind.IsOfContactFields())
            return;
        var before = replayed.GetValueOrDefault(entry.Subject).Values ?? ContactValues.Empty;
        replayed[entry.Subject] =
            (changes.Aggregate(before, (values, change) => values.With(new ContactField(change.Field), change.To)), entry.Number);
    }

    // A contact is never deleted while its history exists.
    public async Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(cancellationToken);
        var changed = contacts.Find(
            c => !erased.Contains(c.Id) && replayed.GetValueOrDefault(c.Id) != (c.Values, c.Version));
        if (changed is not null)
            return new(HistoryFaultKind.WrongContact, changed.Version);
        var missing = replayed.ExceptBy(contacts.Select(c => c.Id).Union(erased), r => r.Key).Select(r => r.Value.Version).ToList();
        return missing.Count > 0 ? new(HistoryFaultKind.WrongContact, missing[0]) : null;
    }
}
