using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Verifies the histories: every hash and digest, and that replaying the entries gives the stored contacts and persons.</summary>
public sealed class HistoryVerifier(PortalDatabase database)
{
    /// <summary>Verifies all organisations' histories from one read transaction; saves may continue meanwhile.</summary>
    public async Task<HistoryVerificationResult> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var heads = await db.Heads.AsNoTracking().ToDictionaryAsync(h => h.Organisation, cancellationToken);

        // Includes organisations whose head was deleted but whose entries or contacts remain.
        var organisations = heads.Keys
            .Union(await db.History.Select(e => e.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(await db.Contacts.Select(c => c.Organisation).Distinct().ToListAsync(cancellationToken))
            .Union(await db.Persons.Where(p => p.Version > 0).Select(p => p.Organisation).Distinct().ToListAsync(cancellationToken))
            .Order()
            .ToList();
        var faults = ImmutableArray.CreateBuilder<HistoryFault>();
        var count = 0L;
        foreach (var organisation in organisations)
        {
            var replay = new Replay(heads.GetValueOrDefault(organisation) ?? new() { Organisation = organisation });
            count += await VerifyAsync(db, organisation, replay, cancellationToken);
            if (replay.Fault is { } fault)
                faults.Add(fault);
        }

        return new(count, organisations.Count, faults.ToImmutable());
    }

    /// <summary>Verifies one organisation's history; returns how many entries were read.</summary>
    private static async Task<long> VerifyAsync(
        PortalDb db, OrganisationCode organisation, Replay replay, CancellationToken cancellationToken)
    {
        var count = 0L;
        try
        {
            await foreach (var entry in db.History.AsNoTracking()
                .Where(e => e.Organisation == organisation)
                .OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                replay.Read(entry);
                count++;
            }
        }
        catch (FormatException)
        {
            // A malformed id, which the portal never writes; the entries after it cannot be read.
            replay.Unreadable();
        }

        replay.Compare(await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(cancellationToken));
        replay.Compare(await db.Persons.AsNoTracking().Where(p => p.Organisation == organisation).ToListAsync(cancellationToken));
        return count;
    }

    /// <summary>Checks one history from its beginning, and replays it into contacts and persons.</summary>
    private sealed class Replay(HistoryHead head)
    {
        private readonly Dictionary<Guid, (ContactValues Values, long Version)> replayed = [];
        private readonly Dictionary<Guid, (Dictionary<PersonField, string> Fields, long Version)> persons = [];
        private readonly HashSet<Guid> erased = [];
        private byte[] hash = [];
        private long number;

        /// <summary>The first fault, or null.</summary>
        public HistoryFault? Fault { get; private set; }

        public void Read(HistoryEntry entry)
        {
            number++;
            Check(entry.Number == number, HistoryFaultKind.Gap);
            Check(entry.Hash.AsSpan().SequenceEqual(HistoryChain.HashOf(hash, entry)), HistoryFaultKind.WrongHash);
            hash = entry.Hash;

            // An erased entry lacks all three; one that lacks only some has been tampered with.
            if (entry is { Salt: null, ActorName: null, Changes: null })
                erased.Add(entry.Subject);
            else if (entry is { Salt: { } salt, ActorName: { } name, Changes: { } changes }
                && entry.Digest.AsSpan().SequenceEqual(HistoryChain.DigestOf(salt, name, changes)))
                Apply(entry, changes);
            else
                Check(false, HistoryFaultKind.WrongContent);
        }

        /// <summary>Records that the next entry could not be read.</summary>
        public void Unreadable()
        {
            number++;
            Check(false, HistoryFaultKind.Unreadable);
        }

        private void Apply(HistoryEntry entry, string changes)
        {
            if (entry.Kind.IsOfPersonFields())
                ReplayPerson(entry, FieldChanges.ReadFields(changes));
            if (!entry.Kind.IsOfContactFields())
                return;
            var before = replayed.GetValueOrDefault(entry.Subject).Values ?? ContactValues.Empty;
            var values = FieldChanges.ReadFields(changes).Aggregate(before, (values, c) => values.With(new ContactField(c.Field), c.To));
            replayed[entry.Subject] = (values, entry.Number);
        }

        // The history of a person who was imported begins with the first change; only the fields changed since can be compared.
        private void ReplayPerson(HistoryEntry entry, ImmutableArray<FieldChange> changes)
        {
            var fields = persons.GetValueOrDefault(entry.Subject).Fields ?? [];
            if (changes.Any(c => c.Field == PersonField.Name.Key && c.From.Length == 0))
                fields = PersonValues.Fields.ToDictionary(field => field, field => PersonValues.Empty[field]);
            foreach (var change in changes)
                fields[new(change.Field)] = change.To;
            persons[entry.Subject] = (fields, entry.Number);
        }

        /// <summary>Compares the head of the chain and the stored contacts with the result of the replay.</summary>
        public void Compare(IReadOnlyCollection<Contact> contacts)
        {
            Check(number == head.Number && hash.AsSpan().SequenceEqual(head.Hash), HistoryFaultKind.WrongHead);

            // An erased history cannot be replayed. A contact is never deleted while its history exists.
            foreach (var contact in contacts.Where(c => !erased.Contains(c.Id)))
                Check(
                    replayed.GetValueOrDefault(contact.Id) == (contact.Values, contact.Version),
                    HistoryFaultKind.WrongContact, contact.Version);
            foreach (var (_, (_, version)) in replayed.ExceptBy(contacts.Select(c => c.Id).Union(erased), m => m.Key))
                Check(false, HistoryFaultKind.WrongContact, version);
        }

        /// <summary>Compares the stored persons with the result of the replay.</summary>
        public void Compare(IReadOnlyCollection<Person> directory)
        {
            foreach (var person in directory.Where(p => !erased.Contains(p.Id)))
            {
                var (fields, version) = persons.GetValueOrDefault(person.Id);
                var values = person.Values;
                Check(
                    person.Version == version
                        && (fields is null || fields.All(f => !PersonValues.Fields.Contains(f.Key) || values[f.Key] == f.Value)),
                    HistoryFaultKind.WrongPerson, person.Version);
            }

            // A person whose history has not been erased must still be stored.
            foreach (var (_, (_, version)) in persons.ExceptBy(directory.Select(p => p.Id).Union(erased), p => p.Key))
                Check(false, HistoryFaultKind.WrongPerson, version);
        }

        private void Check(bool holds, HistoryFaultKind kind, long? at = null)
        {
            if (!holds)
                Fault ??= new(head.Organisation, at ?? number, kind);
        }
    }
}
