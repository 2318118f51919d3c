using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.OwnData;

/// <summary>Works out which contacts a person is and was, from the contacts and their histories (K6).</summary>
internal static class OwnPlaces
{
    /// <summary>The places of the person with those entries, the current ones first, then the newest.</summary>
    public static async Task<ImmutableArray<OwnPlace>> ReadAsync(
        PortalDb db, List<Person> entries, CancellationToken cancellationToken)
    {
        var types = await db.DeliveryTypes.AsNoTracking().OrderBy(t => t.Position).ToListAsync(cancellationToken);
        var places = new List<OwnPlace>();
        foreach (var entry in entries)
        {
            var current = await db.Contacts.AsNoTracking()
                .Where(c => c.Organisation == entry.Organisation && c.PersonId == entry.Id).ToListAsync(cancellationToken);
            var histories = await HistoriesAsync(db, entry, current, cancellationToken);
            foreach (var contact in current)
                places.Add(PlaceOf(contact, types, histories[contact.Id]));
            foreach (var contact in histories)
                places.AddRange(FormerIn(entry, contact));
        }

        return [.. places.OrderBy(p => p.Until is not null).ThenByDescending(p => p.From)];
    }

    /// <summary>The entries that changed the person or the name, oldest first, of the contacts that name the person.</summary>
    private static async Task<ILookup<Guid, HistoryEntry>> HistoriesAsync(
        PortalDb db, Person entry, List<Contact> current, CancellationToken cancellationToken)
    {
        var contacts = current.Select(c => c.Id).ToList();
        foreach (var key in KeysOf(entry).Select(k => k.Value).Distinct().ToList())
        {
            var named = await db.History.AsNoTracking()
                .Where(e => e.Organisation == entry.Organisation && e.Changes!.Contains(ContactHistories.RidChange)
                    && e.Changes.Contains(key) && (e.Kind == HistoryKind.ContactCreated || e.Kind == HistoryKind.ContactChanged
                        || e.Kind == HistoryKind.ContactUndone))
                .Select(e => e.Subject).Distinct().ToListAsync(cancellationToken);
            contacts.AddRange(named);
        }

        var entries = await db.History.AsNoTracking()
            .Where(e => e.Organisation == entry.Organisation && contacts.Contains(e.Subject)
                && (e.Changes!.Contains(ContactHistories.RidChange) || e.Changes.Contains(ContactHistories.NameChange)))
            .OrderBy(e => e.Number).ToListAsync(cancellationToken);
        return entries.ToLookup(e => e.Subject);
    }

    private static OwnPlace PlaceOf(Contact contact, List<DeliveryType> types, IEnumerable<HistoryEntry> entries)
    {
        var values = contact.Values;
        var by = entries.LastOrDefault(e => e.At <= contact.HeldSince)?.ActorName;
        return new(
            contact.Organisation, contact.Id, contact.HeldSince, contact.DeactivatedAt, by,
            new(
                values.Name, values.Email, values.Mobile, values.Phone,
                [.. types.Where(t => values.Responsibilities.Contains(t.Code)).Select(t => t.Name)]));
    }

    /// <summary>The periods in which the contact was the person's and is no longer.</summary>
    private static IEnumerable<OwnPlace> FormerIn(Person entry, IGrouping<Guid, HistoryEntry> contact)
    {
        var entries = contact.ToList();
        foreach (var holding in ContactHistory.HoldingsIn(entries.Select(HistoryEntryView.Of)))
        {
            // The contact itself tells who it is now.
            if (holding.Until is null || !KeysOf(entry).Any(k => k.Value == holding.Rid && IsValidAt(k, holding.From)))
                continue;
            yield return new(
                entry.Organisation, contact.Key, holding.From, holding.Until,
                entries.Find(e => e.At == holding.From)?.ActorName, Details: null);
        }
    }

    // A RID that was given out anew was somebody else's before (P1).
    private static bool IsValidAt((string Value, DateTimeOffset From, DateTimeOffset? Until) key, DateTimeOffset moment) =>
        key.From <= moment && (key.Until is not { } until || until > moment);

    /// <summary>By what contacts name the person, and when; see <see cref="PersonKey"/>.</summary>
    private static IEnumerable<(string Value, DateTimeOffset From, DateTimeOffset? Until)> KeysOf(Person entry) => entry.Identifiers
        .Where(i => i.Kind is PersonIdentifierKind.Rid or PersonIdentifierKind.ProfessionalUuid)
        .Select(i => (i.Value, i.From, i.Until))
        .Append((IdentifierText.Of(entry.Id), DateTimeOffset.MinValue, null));
}
