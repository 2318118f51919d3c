using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>A fault in an organisation's history.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of the first entry that shows the fault.</param>
/// <param name="Fault">The kind of fault.</param>
public sealed record HistoryFault(OrganisationCode Organisation, long Number, HistoryFaultKind Fault);

/// <summary>The kinds of faults in a history.</summary>
public enum HistoryFaultKind
{
    /// <summary>An entry is missing or duplicated.</summary>
    Gap,

    /// <summary>An entry's hash is not that of its content and the previous hash.</summary>
    WrongHash,

    /// <summary>An entry has a malformed id.</summary>
    Unreadable,

    /// <summary>An entry's names and values do not match its digest.</summary>
    WrongContent,

    /// <summary>The last entry is not the stored head: entries were removed from the end.</summary>
    WrongHead,

    /// <summary>A contact differs from the result of its history.</summary>
    WrongContact,
}

/// <summary>The result of a verification.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Organisations">How many organisations' histories were read.</param>
/// <param name="Faults">The first fault of each organisation that has one.</param>
public sealed record HistoryVerificationResult(long Entries, int Organisations, ImmutableArray<HistoryFault> Faults);

/// <summary>Verifies the histories: every hash and digest, and that replaying the entries gives the stored contacts.</summary>
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
            .Order()
            .ToList();
        var faults = ImmutableArray.CreateBuilder<HistoryFault>();
        var count = 0L;
        foreach (var organisation in organisations)
        {
            var replay = new Replay(heads.GetValueOrDefault(organisation) ?? new() { Organisation = organisation });
            try
            {
                await foreach (var entry in db.History.AsNoTracking()
                    .Where(e => e.Organisation == organisation).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
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

            if (replay.Complete(await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(cancellationToken)) is { } fault)
                faults.Add(fault);
        }

        return new(count, organisations.Count, faults.ToImmutable());
    }

    /// <summary>Checks one history from its beginning, and replays it into contacts.</summary>
    private sealed class Replay(HistoryHead head)
    {
        private readonly Dictionary<Guid, (ContactValues Values, long Version)> replayed = [];
        private readonly HashSet<Guid> erased = [];
        private HistoryFault? fault;
        private byte[] hash = [];
        private long number;

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
            if (!entry.Kind.IsOfContactFields())
                return;
            var before = replayed.GetValueOrDefault(entry.Subject).Values ?? ContactValues.Empty;
            replayed[entry.Subject] =
                (FieldChanges.Read(changes).Aggregate(before, (values, c) => values.With(new ContactField(c.Field), c.To)), entry.Number);
        }

        /// <summary>The first fault, or null.</summary>
        public HistoryFault? Complete(IReadOnlyCollection<Contact> contacts)
        {
            Check(number == head.Number && hash.AsSpan().SequenceEqual(head.Hash), HistoryFaultKind.WrongHead);

            // An erased history cannot be replayed. A contact is never deleted while its history exists.
            foreach (var contact in contacts.Where(c => !erased.Contains(c.Id)))
                Check(replayed.GetValueOrDefault(contact.Id) == (contact.Values, contact.Version), HistoryFaultKind.WrongContact, contact.Version);
            foreach (var (_, (_, version)) in replayed.ExceptBy(contacts.Select(c => c.Id).Union(erased), m => m.Key))
                Check(false, HistoryFaultKind.WrongContact, version);
            return fault;
        }

        private void Check(bool holds, HistoryFaultKind kind, long? at = null)
        {
            if (!holds)
                fault ??= new(head.Organisation, at ?? number, kind);
        }
    }
}
